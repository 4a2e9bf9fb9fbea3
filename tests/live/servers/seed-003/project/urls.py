from django.urls import path

from project import views

urlpatterns = [
    path("api-token-auth/", views.obtain_jwt_token),
    path("api-token-refresh/", views.refresh_jwt_token),
    path("api/endpoint/", views.EndpointView.as_view()),
]
