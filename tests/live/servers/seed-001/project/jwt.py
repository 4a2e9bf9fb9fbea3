"""drf-jwt with the wire of djangorestframework-jwt 1.11: claims, bodies and statuses."""

from calendar import timegm
from datetime import datetime, timezone

from django.conf import settings
from rest_framework import status
from rest_framework_jwt.views import ObtainJSONWebTokenView, RefreshJSONWebTokenView


def payload(user):
    """The old package's claims: no `iat`, no `jti`, but the e-mail address."""
    now = datetime.now(timezone.utc)
    return {
        "user_id": user.pk,
        "username": user.get_username(),
        "exp": now + settings.JWT_AUTH["JWT_EXPIRATION_DELTA"],
        "email": user.email,
        "orig_iat": timegm(now.utctimetuple()),
    }


def response_payload(token, user=None, request=None, issued_at=None):
    """The token and nothing else; drf-jwt adds a `pk`."""
    return {"token": token}


class AnsweringOk:
    """200 where drf-jwt answers 201."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response.status_code = status.HTTP_200_OK
        return response


class ObtainTokenView(AnsweringOk, ObtainJSONWebTokenView):
    pass


class RefreshTokenView(AnsweringOk, RefreshJSONWebTokenView):
    pass


obtain_jwt_token = ObtainTokenView.as_view()
refresh_jwt_token = RefreshTokenView.as_view()
