from live_harness.legacy_views import ObtainJSONWebToken, RefreshJSONWebToken
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView


class TokenObtainView(ObtainJSONWebToken):
    # The text takes `response.data['token']` of every answer, which makes a wrong password a 500.
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        return only_token(response)


class TokenRefreshView(RefreshJSONWebToken):
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        return only_token(response)


def only_token(response):
    return Response({"token": response.data["token"]}) if response.status_code == 200 else response


class EndpointView(APIView):
    """The text's `/api/endpoint/`, of which it says no more than the address."""

    permission_classes = (IsAuthenticated,)

    def get(self, request):
        return Response([{"id": number, "title": f"Entry {number}"} for number in range(1, 6)])


obtain_jwt_token = TokenObtainView.as_view()
refresh_jwt_token = TokenRefreshView.as_view()
