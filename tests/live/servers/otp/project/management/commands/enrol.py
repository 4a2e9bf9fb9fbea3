"""``manage.py enrol grace 3132…``: somebody with a device whose secret is known. The password is the name."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django_otp.plugins.otp_totp.models import TOTPDevice


class Command(BaseCommand):
    help = "Makes a user with a TOTP device."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("key", help="the secret, in hexadecimal")

    def handle(self, *args, username, key, **options):
        user = get_user_model().objects.create_user(username, password=username)
        TOTPDevice.objects.create(user=user, name="app", key=key)
