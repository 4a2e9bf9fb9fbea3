from django.urls import path
from knox import views as knox_views
from posts.views import PostsView

from project.views import LoginView

urlpatterns = [
    path("api/auth/login/", LoginView.as_view(), name="knox_login"),
    path("api/auth/logout/", knox_views.LogoutView.as_view(), name="knox_logout"),
    path("api/auth/logoutall/", knox_views.LogoutAllView.as_view(), name="knox_logoutall"),
    path("posts/", PostsView.as_view()),
]
