"""drf-jwt with its own defaults: the fork that lives on, without the wire of djangorestframework-jwt."""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds

INSTALLED_APPS += ["rest_framework_jwt", "rest_framework_jwt.blacklist", "posts"]  # noqa: F405

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework_jwt.authentication.JSONWebTokenAuthentication",),
}

JWT_AUTH = {
    "JWT_EXPIRATION_DELTA": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "JWT_ALLOW_REFRESH": True,
    "JWT_REFRESH_EXPIRATION_DELTA": seconds("REFRESH_SECONDS", timedelta(days=7)),
}
