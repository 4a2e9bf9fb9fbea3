from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import ensure_csrf_cookie
from posts.views import PostsView


@ensure_csrf_cookie
def csrf(request):
    """Sets the `csrftoken`, which a login without a session does not."""
    return HttpResponse(status=204)


urlpatterns = [
    path("dj-rest-auth/csrf/", csrf),
    path("dj-rest-auth/", include("dj_rest_auth.urls")),
    path("posts/", PostsView.as_view()),
]
