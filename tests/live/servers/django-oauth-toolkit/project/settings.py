"""
django-oauth-toolkit as an OAuth 2.0 token endpoint (RFC 6749): password and refresh grants, tokens that rotate.

The client that its documentation lets one register by hand is made by a migration.
"""

from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds

INSTALLED_APPS += ["oauth2_provider", "posts", "project"]  # noqa: F405
MIDDLEWARE += ["project.middleware.log_grant"]  # noqa: F405

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("oauth2_provider.contrib.rest_framework.OAuth2Authentication",),
}

OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": int(seconds("ACCESS_SECONDS", timedelta(hours=10)).total_seconds()),
    "REFRESH_TOKEN_EXPIRE_SECONDS": seconds("REFRESH_SECONDS", timedelta(days=1)),
    "SCOPES": {"read": "Read scope", "write": "Write scope"},
}
