"""The addresses of the second seed, and one that tells who is signed in."""

import os

from django.conf import settings
from django.urls import path
from rest_framework.permissions import IsAdminUser, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt import views as jwt_views

from project.clock import shift_clock
from project.views import HelloView

shift_clock(int(os.environ.get("CLOCK_OFFSET_SECONDS", "0")))


class UserView(APIView):
    # The permission that a tutorial makes the default of everything.
    permission_classes = (IsAdminUser if "admin-only" in settings.FAULTS else IsAuthenticated,)

    def get(self, request):
        return Response({"id": request.user.pk, "username": request.user.get_username()})


urlpatterns = [
    path("api/token/", jwt_views.TokenObtainPairView.as_view(), name="token_obtain_pair"),
    path("api/token/refresh/", jwt_views.TokenRefreshView.as_view(), name="token_refresh"),
    path("hello/", HelloView.as_view(), name="hello"),
    path("user/", UserView.as_view(), name="user"),
]

if "blacklist-view-alone" in settings.FAULTS:
    # The view is routed, and its app is not installed.
    urlpatterns += [path("api/token/blacklist/", jwt_views.TokenBlacklistView.as_view())]

if "elsewhere" in settings.FAULTS:
    # No fault: addresses of the project's own.
    urlpatterns = [
        path("members/door/", jwt_views.TokenObtainPairView.as_view()),
        path("members/door/refresh/", jwt_views.TokenRefreshView.as_view()),
        path("members/me/", UserView.as_view()),
    ]
