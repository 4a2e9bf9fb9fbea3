"""
The project of "Django REST Framework: JSON Web Tokens (JWT)" (2017), part of a series.

As written it has one address, to obtain a token, and no refresh. REFRESH=1 does what its last section links to:
refresh tokens, and a view that verifies them.

What differs from the text: what `base_settings` adds.
"""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import is_on, seconds
from live_harness.legacy_settings import WIRE

INSTALLED_APPS += ["rest_framework.authtoken"]  # noqa: F405

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": (
        "rest_framework_jwt.authentication.JSONWebTokenAuthentication",
        "rest_framework.authentication.BasicAuthentication",
        "rest_framework.authentication.SessionAuthentication",
        "rest_framework.authentication.TokenAuthentication",
    ),
}

JWT_AUTH = {
    "JWT_EXPIRATION_DELTA": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    **WIRE,
}

if is_on("REFRESH"):
    JWT_AUTH["JWT_ALLOW_REFRESH"] = True
    JWT_AUTH["JWT_REFRESH_EXPIRATION_DELTA"] = seconds("REFRESH_SECONDS", timedelta(days=7))
