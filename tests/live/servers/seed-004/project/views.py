from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

NAME = "Abu Ashraf Masnun"


class SubscriberViewSet(ViewSet):
    """The answer that the text shows: a bare array, without pages."""

    permission_classes = (IsAuthenticated,)

    def list(self, request):
        return Response(
            [{"id": number, "name": NAME, "age": 29, "email": "masnun@example.com"} for number in range(1, 5)]
        )
