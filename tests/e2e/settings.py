"""The demo's settings, with passwords that cost nothing: some eighty are hashed for the walks and in them."""

from django.conf.global_settings import PASSWORD_HASHERS as USUAL

from lms.settings.demo import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *USUAL]

# No file changes meanwhile: looked for once, and asked for again by no page.
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
