"""Tests, rubrics and scenarios as editors read them."""

import pytest
from django.test import override_settings
from django.urls import path, include, reverse
from django.conf.urls.i18n import i18n_patterns

from assessments import api
from assessments.models import Instrument, Item, Rubric, Scenario
from assessments.views.library import TITLES, TYPES
from assessments.item_types import item_types
from courses.course_files import read_course
from courses.management.commands.load_course import DEFAULT_FOLDER
