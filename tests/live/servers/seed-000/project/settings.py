"""
The project of "JWT Authentication in Vue.js and Django Rest Framework - Part 1" (2017).

What differs from the text, and why:

* JWT_ALLOW_REFRESH, which the text forgets: without it the refresh that it describes answers 400.
* posts to look at, and what `base_settings` adds.
"""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds
from live_harness.legacy_settings import WIRE

INSTALLED_APPS += ["posts"]  # noqa: F405

REST_FRAMEWORK = {
    # The text names its authentication class in the view. These two are what Django REST framework begins with.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "rest_framework.authentication.BasicAuthentication",
    ],
}

JWT_AUTH = {
    "JWT_EXPIRATION_DELTA": seconds("ACCESS_SECONDS", timedelta(hours=1)),
    "JWT_REFRESH_EXPIRATION_DELTA": seconds("REFRESH_SECONDS", timedelta(days=7)),
    "JWT_ALLOW_REFRESH": True,
    **WIRE,
}
