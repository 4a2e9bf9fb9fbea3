"""
What the settings of every Django project here begin with: `django-admin startproject` and Django REST framework,
called from a browser.

Added to what the tutorials and quick starts say, for all of them: django-cors-headers (the app is on another port),
the users, Django's admin, and ALLOWED_ORIGINS, ACCESS_SECONDS and REFRESH_SECONDS, because nobody waits for hours
in a test.
"""

import os

from live_harness.environment import words

SECRET_KEY = "for the tests of this folder alone, on loopback alone: not a secret"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "corsheaders",
    "live_harness",
]

# No text shows where CorsMiddleware stands; its documentation wants it above CommonMiddleware.
MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

CORS_ALLOWED_ORIGINS = words("ALLOWED_ORIGINS")

ROOT_URLCONF = "live_harness.urls"
WSGI_APPLICATION = "live_harness.wsgi.application"
STATIC_URL = "/static/"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DATABASE", "db.sqlite3"),
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

USE_TZ = True
