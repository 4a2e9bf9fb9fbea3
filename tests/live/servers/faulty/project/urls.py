"""The addresses of the second seed, and one that tells who is signed in."""

import os

from django.urls import path
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt import views as jwt_views

from project.clock import shift_clock
from project.views import HelloView

shift_clock(int(os.environ.get("CLOCK_OFFSET_SECONDS", "0")))


class UserView(APIView):
    permission_classes = (IsAuthenticated,)

    def get(self, request):
        return Response({"id": request.user.pk, "username": request.user.get_username()})


urlpatterns = [
    path("api/token/", jwt_views.TokenObtainPairView.as_view(), name="token_obtain_pair"),
    path("api/token/refresh/", jwt_views.TokenRefreshView.as_view(), name="token_refresh"),
    path("hello/", HelloView.as_view(), name="hello"),
    path("user/", UserView.as_view(), name="user"),
]
