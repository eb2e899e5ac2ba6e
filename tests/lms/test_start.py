"""What a worker holds before anybody asked for anything."""

import subprocess
import sys

import pytest
from django.conf import settings

# Together some 60 MB and a second of every worker; each is loaded by the page or command that uses it.
HEAVY = ("numpy", "scipy", "pandas", "reportlab", "openpyxl", "xlsxwriter", "pydantic")
PROGRAM = f"""
import sys
import lms.wsgi
from django.urls import get_resolver

def resolve(resolver):
    for pattern in resolver.url_patterns:
        resolve(pattern) if hasattr(pattern, "url_patterns") else pattern.callback

resolve(get_resolver())
assert "analytics.views.program" in sys.modules and "courses.views.cohorts" in sys.modules
print(*(name for name in {HEAVY} if name in sys.modules))
"""


@pytest.mark.slow("an interpreter of its own, with every page's module")
@pytest.mark.slow("starts a process that imports the whole platform")
def test_a_worker_starts_without_what_few_pages_use():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
