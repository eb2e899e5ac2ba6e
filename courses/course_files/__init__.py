"""Courses kept as text files: one schema from which they are read, checked and written.

Pure: no Django, no database. `read_course(folder)` returns a `CourseFile` or raises `ContentError`;
`examine_course` returns what could be read and every problem; `write_course(course, folder)` writes what
`read_course` reads. docs/authors.md describes the files.
"""

from courses.course_files.problems import ContentError, Problem
from courses.course_files.reader import examine_course, read_course
from courses.course_files.schema.course import CourseFile
from courses.course_files.writer import write_course

__all__ = ["ContentError", "CourseFile", "Problem", "examine_course", "read_course", "write_course"]
