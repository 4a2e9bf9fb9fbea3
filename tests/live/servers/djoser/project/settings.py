"""djoser with its JWT endpoints, as its documentation sets them up."""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds

INSTALLED_APPS += ["djoser", "posts"]  # noqa: F405

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework_simplejwt.authentication.JWTAuthentication",),
}

SIMPLE_JWT = {
    "AUTH_HEADER_TYPES": ("JWT",),
    "ACCESS_TOKEN_LIFETIME": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "REFRESH_TOKEN_LIFETIME": seconds("REFRESH_SECONDS", timedelta(days=1)),
}
