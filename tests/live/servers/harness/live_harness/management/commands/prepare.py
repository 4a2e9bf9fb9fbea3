"""``manage.py prepare``: the tables and the two users. May be run again."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

USERS = (
    {"username": "demo", "first_name": "Demo", "last_name": "User", "is_staff": False},
    {"username": "admin", "first_name": "Ada", "last_name": "Lovelace", "is_staff": True},
)


class Command(BaseCommand):
    help = "Migrates the database and makes the users demo and admin (the password is the name)."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0, interactive=False)
        for user in USERS:
            make_user(**user)


def make_user(username, is_staff, **names):
    user, _ = get_user_model().objects.get_or_create(username=username)
    user.email = f"{username}@example.com"
    user.is_staff = user.is_superuser = is_staff
    user.is_active = True
    user.first_name = names["first_name"]
    user.last_name = names["last_name"]
    user.set_password(username)
    user.save()
