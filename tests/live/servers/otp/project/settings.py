"""SimpleJWT behind one-time codes: django-otp with its TOTP devices, and a serializer that wants their codes."""

from live_harness.base_settings import *  # noqa: F403

INSTALLED_APPS += [  # noqa: F405
    "django_otp",
    "django_otp.plugins.otp_totp",
    "project",
]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework_simplejwt.authentication.JWTAuthentication",
    ],
}

SIMPLE_JWT = {"TOKEN_OBTAIN_SERIALIZER": "project.serializers.OneTimeCodeSerializer"}

# Seconds to wait after a wrong code. The default, 1, is over before a slow browser has typed the next.
OTP_TOTP_THROTTLE_FACTOR = 5
