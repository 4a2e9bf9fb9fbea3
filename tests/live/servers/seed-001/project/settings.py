"""
The project of "Authenticating via JWT using Django, Axios, and Vue" (2018).

What differs from the text, and why:

* ALLOWED_ORIGINS where a test sets it, else the text's two.
* posts, so that there is something to page through, and what `base_settings` adds.
"""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds, words
from live_harness.legacy_settings import WIRE

INSTALLED_APPS += ["rest_framework.authtoken", "posts"]  # noqa: F405

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
}

JWT_AUTH = {
    "JWT_ALLOW_REFRESH": True,
    "JWT_EXPIRATION_DELTA": seconds("ACCESS_SECONDS", timedelta(hours=1)),
    "JWT_REFRESH_EXPIRATION_DELTA": seconds("REFRESH_SECONDS", timedelta(days=7)),
    **WIRE,
}
