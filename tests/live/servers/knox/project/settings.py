"""
django-rest-knox as its documentation sets it up: opaque tokens that cannot be renewed.

TOKEN_TTL is ten hours unless a test wants less. USER_SERIALIZER is the package's own: its answer then says who that is.
"""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds

INSTALLED_APPS += ["knox", "posts"]  # noqa: F405

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("knox.auth.TokenAuthentication",),
}

REST_KNOX = {
    "TOKEN_TTL": seconds("ACCESS_SECONDS", timedelta(hours=10)),
    "USER_SERIALIZER": "knox.serializers.UserSerializer",
}
