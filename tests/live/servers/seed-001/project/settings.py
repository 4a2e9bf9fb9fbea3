"""
The project of the first seed, "Authenticating via JWT using Django, Axios, and Vue", on a Django of today.

djangorestframework-jwt, which the text installs, had its last release in 2017 and runs on no supported Django.
drf-jwt is its continuation under the same import name, `rest_framework_jwt`, and works with the Django,
Django REST framework and PyJWT pinned beside this file. It answers a little differently; `project/jwt.py` gives it
the tutorial's wire again, and the README of this folder lists what stays different.

What is added to the text, and why:

* the prefix JWT, which was the old package's default ("Set your Authorization to 'JWT', not Bearer!!!");
* ALLOWED_ORIGINS, ACCESS_SECONDS, REFRESH_SECONDS: the text's values where a test does not set them;
* posts, so that there is something to page through; the access log, and the users it is tried with.
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

INSTALLED_APPS = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "rest_framework.authtoken",
    "corsheaders",
    "live_harness",
    "posts",
)

# The text does not show where CorsMiddleware stands; its documentation wants it above CommonMiddleware.
MIDDLEWARE = (
    "live_harness.access_log.AccessLogMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
)

# CORS_ORIGIN_ALLOW_ALL and CORS_ORIGIN_WHITELIST in the text: the same settings under their old names.
CORS_ALLOW_ALL_ORIGINS = False
CORS_ALLOW_CREDENTIALS = True
CORS_ALLOWED_ORIGINS = words("ALLOWED_ORIGINS") or ["http://127.0.0.1:8080", "http://127.0.0.1:8000"]

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": (
        # By default we set everything to admin,
        # then open endpoints on a case-by-case basis
        "rest_framework.permissions.IsAdminUser",
    ),
    "DEFAULT_AUTHENTICATION_CLASSES": (
        "rest_framework_jwt.authentication.JSONWebTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ),
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 20,
    # The HTML pages of the browsable API would need templates.
    "DEFAULT_RENDERER_CLASSES": ("rest_framework.renderers.JSONRenderer",),
}

JWT_AUTH = {
    "JWT_ALLOW_REFRESH": True,
    "JWT_EXPIRATION_DELTA": seconds("ACCESS_SECONDS", timedelta(hours=1)),
    "JWT_REFRESH_EXPIRATION_DELTA": seconds("REFRESH_SECONDS", timedelta(days=7)),
    "JWT_AUTH_HEADER_PREFIX": "JWT",
    "JWT_TOKEN_ID": "off",
    "JWT_PAYLOAD_HANDLER": "project.jwt.payload",
    "JWT_RESPONSE_PAYLOAD_HANDLER": "project.jwt.response_payload",
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
