"""Pages of courses, cohorts with their path, and the people in them."""

from courses.models.cohorts import Cohort, CohortTrainer
from courses.models.courses import Course, Lesson
from courses.models.enrollments import Enrollment, LessonProgress, RosterUpload
from courses.models.pages import CourseIndexPage, CoursePage, LessonPage, LoadedPage, ModulePage
from courses.models.sources import LoadedCourse
from courses.models.steps import CohortStep, CourseStep, CourseStepForm

__all__ = [
    "Cohort",
    "CohortStep",
    "CohortTrainer",
    "Course",
    "CourseIndexPage",
    "CoursePage",
    "CourseStep",
    "CourseStepForm",
    "Enrollment",
    "Lesson",
    "LessonPage",
    "LessonProgress",
    "LoadedCourse",
    "LoadedPage",
    "ModulePage",
    "RosterUpload",
]
