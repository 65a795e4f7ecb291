"""The portal as a WSGI application, for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thep.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, and not while the first person waits
gc.collect()
gc.freeze()  # what is loaded stays: looking through it for garbage, again and again, held up one page in twenty
