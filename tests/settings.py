"""The portal's settings as a public server has them, without what only a proxy, a build step or an attacker needs."""

import os

os.environ.pop("THEP_DEMO", None)

from thep.settings import *  # noqa: F403
from thep.settings import STORAGES

DEBUG = False
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False  # the test client and server speak plain HTTP
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes a tenth of a second by intent
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files are not collected first
SECOND_STEP_REQUIRED = False  # force_login passes none; tests/accounts/test_second_step.py switches it on
