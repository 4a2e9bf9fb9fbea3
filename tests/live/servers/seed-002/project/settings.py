"""
The project of the second seed, "How to Use JWT Authentication with Django REST Framework": SimpleJWT as its
tutorial sets it up, with the package's defaults.

What is added to the tutorial, and why:

* django-cors-headers: the tutorial is called from a terminal, the app from a browser on another port.
* ACCESS_SECONDS and REFRESH_SECONDS: nobody waits five minutes and 24 hours in a test.
* the access log, and the users it is tried with.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
sys.path.append(str(BASE_DIR.parent / "harness"))

from live_harness.environment import seconds, words  # noqa: E402

SECRET_KEY = "for the tests of this folder alone, on loopback alone: not a secret"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
    "corsheaders",
    "live_harness",
]

MIDDLEWARE = [
    "live_harness.access_log.AccessLogMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]

CORS_ALLOWED_ORIGINS = words("ALLOWED_ORIGINS")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework_simplejwt.authentication.JWTAuthentication",
    ],
    # The HTML pages of the browsable API would need templates and sessions.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "REFRESH_TOKEN_LIFETIME": seconds("REFRESH_SECONDS", timedelta(hours=24)),
}

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DATABASE", BASE_DIR / "db.sqlite3"),
    },
}

USE_TZ = True
