from django.urls import path
from ninja import Schema
from ninja_extra import NinjaExtraAPI, api_controller
from ninja_jwt.authentication import JWTAuth
from ninja_jwt.controller import NinjaJWTDefaultController, TokenBlackListController
from posts.models import Post


@api_controller("/token", auth=None)
class NinjaJWTController(NinjaJWTDefaultController, TokenBlackListController):
    """The default controller, and the view that takes a refresh token back."""

    auto_import = False


class PostOut(Schema):
    id: int
    title: str
    body: str


class UserOut(Schema):
    id: int
    username: str
    email: str


api = NinjaExtraAPI()
api.register_controllers(NinjaJWTController)


@api.get("/posts/", auth=JWTAuth(), response=list[PostOut])
def posts(request):
    return Post.objects.order_by("id")


@api.get("/me", auth=JWTAuth(), response=UserOut)
def me(request):
    return request.auth


urlpatterns = [path("api/", api.urls)]
