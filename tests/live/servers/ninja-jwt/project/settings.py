"""django-ninja-jwt with the default controller of its quick start; refresh tokens are blacklisted at logout."""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds

# Django Ninja does without Django REST framework.
INSTALLED_APPS.remove("rest_framework")  # noqa: F405
INSTALLED_APPS += ["ninja_extra", "ninja_jwt", "ninja_jwt.token_blacklist", "posts"]  # noqa: F405

NINJA_JWT = {
    "ACCESS_TOKEN_LIFETIME": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "REFRESH_TOKEN_LIFETIME": seconds("REFRESH_SECONDS", timedelta(days=1)),
}
