from knox.views import LoginView as KnoxLoginView
from rest_framework.authentication import BasicAuthentication


class LoginView(KnoxLoginView):
    """The documentation's: the login itself cannot ask for a token."""

    authentication_classes = [BasicAuthentication]
