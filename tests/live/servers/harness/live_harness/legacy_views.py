"""The legacy package's views under the names of 1.11: its own where it is installed, else drf-jwt's."""

from rest_framework_jwt import views

from live_harness.legacy_settings import has_original
from live_harness.legacy_wire import AnsweringOk

if has_original():
    ObtainJSONWebToken = views.ObtainJSONWebToken
    RefreshJSONWebToken = views.RefreshJSONWebToken
    VerifyJSONWebToken = views.VerifyJSONWebToken
else:

    class ObtainJSONWebToken(AnsweringOk, views.ObtainJSONWebTokenView):
        pass

    class RefreshJSONWebToken(AnsweringOk, views.RefreshJSONWebTokenView):
        pass

    class VerifyJSONWebToken(AnsweringOk, views.VerifyJSONWebTokenView):
        pass


obtain_jwt_token = ObtainJSONWebToken.as_view()
refresh_jwt_token = RefreshJSONWebToken.as_view()
verify_jwt_token = VerifyJSONWebToken.as_view()
