"""
The project of "How to Use JWT Authentication with Django REST Framework": SimpleJWT with its defaults.

What differs from the text, and why:

* ROTATE=1: each refresh token buys one successor and is then blacklisted, as SimpleJWT's documentation advises.
* THROTTLE, e.g. `3/min`: so many logins, then 429, with Django REST framework's own throttle.
* TRANSLATED=1: it answers in the language that it is asked for, as Django and SimpleJWT say how.
* what `base_settings` adds.
"""

import os
from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import is_on, seconds

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework_simplejwt.authentication.JWTAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.ScopedRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"obtain": os.environ.get("THROTTLE") or None},
}

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "REFRESH_TOKEN_LIFETIME": seconds("REFRESH_SECONDS", timedelta(hours=24)),
    "ROTATE_REFRESH_TOKENS": is_on("ROTATE"),
    "BLACKLIST_AFTER_ROTATION": is_on("ROTATE"),
}

if is_on("ROTATE"):
    INSTALLED_APPS += ["rest_framework_simplejwt.token_blacklist"]  # noqa: F405

if is_on("TRANSLATED"):
    INSTALLED_APPS += ["rest_framework_simplejwt"]  # noqa: F405
    session = MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware")  # noqa: F405
    MIDDLEWARE.insert(session + 1, "django.middleware.locale.LocaleMiddleware")  # noqa: F405
