"""Sliding tokens of djangorestframework-simplejwt: one token that buys its own successor while it is valid."""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds

INSTALLED_APPS += ["posts"]  # noqa: F405

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework_simplejwt.authentication.JWTAuthentication",),
}

SIMPLE_JWT = {
    "AUTH_TOKEN_CLASSES": ("rest_framework_simplejwt.tokens.SlidingToken",),
    "SLIDING_TOKEN_LIFETIME": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "SLIDING_TOKEN_REFRESH_LIFETIME": seconds("REFRESH_SECONDS", timedelta(days=1)),
}
