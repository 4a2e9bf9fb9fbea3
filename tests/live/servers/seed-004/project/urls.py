from django.urls import include, re_path
from live_harness.environment import is_on
from live_harness.legacy_views import obtain_jwt_token, refresh_jwt_token, verify_jwt_token
from rest_framework.routers import SimpleRouter

from project.views import SubscriberViewSet

router = SimpleRouter()
router.register("subscribers", SubscriberViewSet, basename="subscriber")

api = [*router.urls, re_path(r"^jwt-auth/", obtain_jwt_token)]

if is_on("REFRESH"):
    api += [re_path(r"^jwt-refresh/", refresh_jwt_token), re_path(r"^jwt-verify/", verify_jwt_token)]

# The text's patterns are those of `/api/`, as its curl shows.
urlpatterns = [re_path(r"^api/", include(api))]
