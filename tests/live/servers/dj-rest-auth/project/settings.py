"""
dj-rest-auth with JWTs, as its documentation sets it up: tokens in the body, or with COOKIES=1 in httpOnly cookies
that are defended by Django's CSRF token.

What differs from the documentation, and why:

* SESSION_LOGIN is off: with it, Django's session would keep the API open after the tokens are gone. With
  SESSION_LOGIN=1 it is on, as by default, and each login brings a new CSRF cookie.
* refresh tokens are blacklisted at logout.
* what `base_settings` adds.
"""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import is_on, seconds

INSTALLED_APPS += [  # noqa: F405
    "rest_framework_simplejwt.token_blacklist",
    "dj_rest_auth",
    "posts",
]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("dj_rest_auth.jwt_auth.JWTCookieAuthentication",),
}

REST_AUTH = {
    "USE_JWT": True,
    "TOKEN_MODEL": None,
    "SESSION_LOGIN": is_on("SESSION_LOGIN"),
    "JWT_AUTH_HTTPONLY": is_on("COOKIES"),
}

if is_on("COOKIES"):
    REST_AUTH["JWT_AUTH_COOKIE"] = "my-app-auth"
    REST_AUTH["JWT_AUTH_REFRESH_COOKIE"] = "my-refresh-token"
    REST_AUTH["JWT_AUTH_COOKIE_USE_CSRF"] = True

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "REFRESH_TOKEN_LIFETIME": seconds("REFRESH_SECONDS", timedelta(days=1)),
}
