from django.urls import include, path
from posts.views import PostsView

urlpatterns = [
    path("auth/", include("djoser.urls")),
    path("auth/", include("djoser.urls.jwt")),
    path("posts/", PostsView.as_view()),
]
