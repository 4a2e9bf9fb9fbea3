from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt.views import TokenObtainPairView


class HelloView(APIView):
    permission_classes = (IsAuthenticated,)

    def get(self, request):
        return Response({"message": "Hello, World!"})


class ThrottledTokenObtainPairView(TokenObtainPairView):
    """The package's own view. Its scope has no rate unless THROTTLE is set."""

    throttle_scope = "obtain"
