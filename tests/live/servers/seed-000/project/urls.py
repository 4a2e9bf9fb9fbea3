from django.urls import re_path
from live_harness.legacy_views import obtain_jwt_token, refresh_jwt_token

from project.views import PostsView

urlpatterns = [
    re_path(r"^auth/obtain_token/", obtain_jwt_token),
    re_path(r"^auth/refresh_token/", refresh_jwt_token),
    re_path(r"^posts/", PostsView.as_view()),
]
