from django.urls import include, path
from oauth2_provider import urls as oauth2_urls
from posts.views import PostsView

urlpatterns = [
    path("o/", include(oauth2_urls)),
    path("posts/", PostsView.as_view()),
]
