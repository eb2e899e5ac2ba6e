import time, os
os.environ["DJANGO_SETTINGS_MODULE"]="lms.settings.test"
import pytest
from pathlib import Path
try:
    from courses.content_files import read_course as rd
except ImportError:
    from courses.course_files import read_course as rd
@pytest.mark.django_db
def test_it():
    from courses.services.loading import load_course
    c=rd(Path("courses/content/labor_conciliation"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    for _ in range(2):
        a=time.process_time()
        with CaptureQueriesContext(connection) as q:
            load_course(course=c)
        print("LOAD", round(time.process_time()-a,3), len(q))
    from tests.courses import factories
    for _ in range(2):
        a=time.process_time()
        with CaptureQueriesContext(connection) as q:
            load_course(course=factories.course_file())
        print("SMALL", round(time.process_time()-a,3), len(q))
