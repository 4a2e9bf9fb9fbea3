from django.urls import path
from posts.views import PostsView
from rest_framework_jwt.blacklist.views import BlacklistView
from rest_framework_jwt.views import obtain_jwt_token, refresh_jwt_token

urlpatterns = [
    path("api-token-auth/", obtain_jwt_token),
    path("api-token-refresh/", refresh_jwt_token),
    path("api-token-blacklist/", BlacklistView.as_view({"post": "create"})),
    path("posts/", PostsView.as_view()),
]
