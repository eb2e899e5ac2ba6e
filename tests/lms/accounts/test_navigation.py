"""Which entry of the navigation is marked as the page's own."""

import pytest
from django.urls import get_resolver

from lms.accounts.navigation import _is_current
from lms.accounts.registries import nav_sources
from lms.accounts.roles import Role

NAMES = {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def marked(role, name):
    entries = [item for source in nav_sources for item in source(None)]
    seen = [item for item in entries if not item.roles or role in item.roles]
    return [item.url_name for item in seen if _is_current(item, name)]


@pytest.mark.parametrize("role", Role)
def test_no_page_stands_under_two_entries(role):
    assert {name: found for name in NAMES if len(found := marked(role, name)) > 1} == {}


@pytest.mark.parametrize(
    ("role", "name", "entry"),
    [
        (Role.CONCILIATOR, "role_play", "learning"),
        (Role.CONCILIATOR, "my_rating", "learning"),
        (Role.CONCILIATOR, "my_data", "account"),
        (Role.TRAINER, "enrollment_extra_time", "trainer_home"),
        (Role.TRAINER, "paper_sheets", "trainer_home"),
        (Role.TRAINER, "paper_entries", "deliveries"),
        (Role.TRAINER, "moderation", "trainer_home"),
        (Role.TRAINER, "exam_board", "trainer_home"),
        (Role.CENTER_MANAGER, "center_behind", "center_home"),
        (Role.PROGRAM_OFFICER, "indicator", "program_home"),
        (Role.PROGRAM_OFFICER, "bundle", "program_home"),
        (Role.PROGRAM_OFFICER, "stories", "program_home"),
    ],
)
def test_a_page_below_an_entry_marks_it(role, name, entry):
    assert name in NAMES
    assert marked(role, name) == [entry]
