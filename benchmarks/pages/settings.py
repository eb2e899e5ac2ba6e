"""The demo's settings with two bare views beside the product's."""

from lms.settings.demo import *

ROOT_URLCONF = "benchmarks.pages.urls"
WHITENOISE_AUTOREFRESH = False
