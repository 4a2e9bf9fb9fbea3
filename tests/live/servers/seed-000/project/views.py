from posts.models import Post
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework_jwt.authentication import JSONWebTokenAuthentication


class PostSerializer(serializers.ModelSerializer):
    class Meta:
        model = Post
        fields = ("id", "title", "body")


class PostsView(ListAPIView):
    # `authentication_class` in the text: Django REST framework knows no such name and would ignore it.
    authentication_classes = (JSONWebTokenAuthentication,)
    permission_classes = (IsAuthenticated,)
    queryset = Post.objects.order_by("id")
    serializer_class = PostSerializer
