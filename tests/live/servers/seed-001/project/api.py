"""What the text calls `project.api` and does not show. Every view has the default permission: staff only."""

from django.contrib.auth import get_user_model
from django.urls import path
from posts.models import Post
from rest_framework import generics, serializers

app_name = "apiv1"


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = get_user_model()
        fields = ("id", "username", "email", "first_name", "last_name", "is_staff")


class UserView(generics.RetrieveAPIView):
    serializer_class = UserSerializer

    def get_object(self):
        return self.request.user


class PostSerializer(serializers.ModelSerializer):
    class Meta:
        model = Post
        fields = ("id", "title", "body")


class PostListView(generics.ListAPIView):
    queryset = Post.objects.order_by("id")
    serializer_class = PostSerializer


urlpatterns = [
    path("user/", UserView.as_view()),
    path("posts/", PostListView.as_view()),
]
