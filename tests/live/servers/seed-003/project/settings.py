"""
The project of an article on JWT authentication with djangorestframework-jwt (2023).

The text contradicts itself: its settings set the prefix Bearer, its examples send JWT. PREFIX decides; JWT, the
package's default, where it is not set.

What else differs from the text, and why:

* JWT_AUTH_TOKEN_CLASSES is left out: neither the setting nor the classes it names exist in the package.
* The refresh takes the token in the body. The text sends it in the header, which the package answers with 400.
* "15-30 minutes" is wrong: the package's default is five.
* what `base_settings` adds.
"""

import os
from datetime import timedelta

from live_harness.base_settings import *  # noqa: F403
from live_harness.environment import seconds
from live_harness.legacy_settings import WIRE

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework_jwt.authentication.JSONWebTokenAuthentication",),
}

JWT_AUTH = {
    **WIRE,
    "JWT_ALLOW_REFRESH": True,
    "JWT_EXPIRATION_DELTA": seconds("ACCESS_SECONDS", timedelta(minutes=5)),
    "JWT_REFRESH_EXPIRATION_DELTA": seconds("REFRESH_SECONDS", timedelta(days=7)),
    "JWT_AUTH_HEADER_PREFIX": os.environ.get("PREFIX", "JWT"),
    "JWT_AUTH_COOKIE": None,
}
