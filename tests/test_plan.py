"""What tests/plan.py declares is there, and what it leaves out of the second database has a reason to be."""

import re
from pathlib import Path

import pytest

from tests import plan

ROOT = Path(__file__).resolve().parent.parent
DECLARED = (*plan.PURE, *plan.ONE_DATABASE, *plan.TOGETHER, *plan.APART, *plan.FIRST)


@pytest.mark.parametrize("path", DECLARED)
def test_a_declared_path_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("path", plan.SAMPLED)
def test_a_sampled_file_has_the_tests_that_run_on_both(path):
    found = re.findall(r"^def (test_\w+)\(", (ROOT / path).read_text(encoding="utf-8"), re.M)
    assert set(plan.SAMPLED[path]) < set(found)
    assert not plan.runs_once(f"{path}::{plan.SAMPLED[path][0]}[any]")
    assert plan.runs_once(f"{path}::{(set(found) - set(plan.SAMPLED[path])).pop()}")


def test_only_a_whole_name_is_within():
    assert (
        plan.within("tests/lms/test_headers.py::test_any", plan.ONE_DATABASE) == "tests/lms/test_headers.py"
    )
    assert plan.within("tests/analytics/stats/test_icc.py", plan.PURE) == "tests/analytics/stats"
    assert plan.within("tests/analytics/statsome/test_icc.py", plan.PURE) is None


def test_races_constraints_and_services_run_on_both():
    for path in (
        "tests/assessments/test_races.py",
        "tests/assessments/test_attempts.py",
        "tests/courses/test_enrollment.py",
        "tests/security/test_role_matrix.py",
        "tests/e2e/test_path.py",
        "tests/a_new_folder/test_new.py",
    ):
        assert not plan.runs_once(path)


def test_a_shared_folder_is_one_group_and_any_other_file_its_own():
    assert plan.group("tests/security/test_pages.py::test_any") == "tests/security"
    assert plan.group("tests/security/test_ballot_box.py::test_any") == "tests/security/test_ballot_box.py"
    assert plan.group("tests/courses/test_paths.py::test_any") == "tests/courses/test_paths.py"
    assert plan.group("tests/e2e/test_path.py::test_a") == plan.group("tests/e2e/test_saving.py::test_b")


def test_the_longest_come_first():
    assert plan.rank("tests/e2e/test_path.py::test_a") < plan.rank("tests/security/test_pages.py::test_any")
    assert plan.rank("tests/security/test_pages.py::test_any") < plan.rank(
        "tests/lms/test_smoke.py::test_any"
    )
