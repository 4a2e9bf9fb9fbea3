"""A list to read, and to add to, for whoever is signed in by whatever means the project has."""

from posts.models import Post
from rest_framework import serializers
from rest_framework.generics import ListCreateAPIView
from rest_framework.permissions import IsAuthenticated


class PostSerializer(serializers.ModelSerializer):
    class Meta:
        model = Post
        fields = ("id", "title", "body")


class PostsView(ListCreateAPIView):
    permission_classes = (IsAuthenticated,)
    queryset = Post.objects.order_by("id")
    serializer_class = PostSerializer
