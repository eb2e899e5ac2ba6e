"""The server of the drills: the demo's settings, reading the sessions that the tests write."""

from lms.settings.demo import *

SECRET_KEY = "tests-only"  # that of lms.settings.test
PRIVACY_CONSENT_REQUIRED = False
WHITENOISE_AUTOREFRESH = False
