"""Keeping what the files of a course said, so that it can be written as files again."""

from assessments import api as assessments
from courses.course_files.schema import CourseFile
from courses.models import LoadedCourse


def remember_source(course: CourseFile) -> None:
    """Keep the course as it was read, and how far the versions of its definitions had come."""
    said = {
        "source": course.to_json(),
        "newest": {
            f"{one.kind}/{one.key.removeprefix(f'{course.key}/')}": one.number
            for one in assessments.definitions(prefix=f"{course.key}/")
        },
    }
    known = LoadedCourse.objects.filter(key=course.key).first()
    if known is None:
        LoadedCourse.objects.create(key=course.key, **said)
    elif (known.source, known.newest) != (said["source"], said["newest"]):
        LoadedCourse.objects.filter(pk=known.pk).update(**said)
