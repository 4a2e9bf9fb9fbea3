from django.urls import path
from live_harness.environment import is_on
from rest_framework_simplejwt import views as jwt_views

from project.views import HelloView, ThrottledTokenObtainPairView

urlpatterns = [
    path("api/token/", ThrottledTokenObtainPairView.as_view(), name="token_obtain_pair"),
    path("api/token/refresh/", jwt_views.TokenRefreshView.as_view(), name="token_refresh"),
    path("hello/", HelloView.as_view(), name="hello"),
]

if is_on("ROTATE"):
    urlpatterns += [path("api/token/blacklist/", jwt_views.TokenBlacklistView.as_view(), name="token_blacklist")]
