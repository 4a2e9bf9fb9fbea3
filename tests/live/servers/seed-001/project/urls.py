from django.urls import include, path
from live_harness.legacy_views import obtain_jwt_token, refresh_jwt_token

urlpatterns = [
    # JWT auth
    path("api/v1/auth/obtain_token/", obtain_jwt_token),
    path("api/v1/auth/refresh_token/", refresh_jwt_token),
    # The rest of the endpoints
    path("api/v1/", include("project.api", namespace="apiv1")),
]
