"""drf-jwt with the wire of djangorestframework-jwt 1.11: claims, bodies and statuses."""

from calendar import timegm
from datetime import datetime, timezone

from rest_framework import status
from rest_framework_jwt.settings import api_settings


def payload(user):
    """The old package's claims: no `iat`, no `jti`, but the e-mail address; `orig_iat` if it can be refreshed."""
    now = datetime.now(timezone.utc)
    claims = {
        "user_id": user.pk,
        "username": user.get_username(),
        "exp": now + api_settings.JWT_EXPIRATION_DELTA,
        "email": user.email,
    }
    if api_settings.JWT_ALLOW_REFRESH:
        claims["orig_iat"] = timegm(now.utctimetuple())
    return claims


def response_payload(token, user=None, request=None, issued_at=None):
    """The token and nothing else; drf-jwt adds a `pk`."""
    return {"token": token}


class AnsweringOk:
    """200 where drf-jwt answers 201."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if response.status_code == status.HTTP_201_CREATED:
            response.status_code = status.HTTP_200_OK
        return response
