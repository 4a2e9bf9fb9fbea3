"""``manage.py set_active demo false``: ends a user's sessions, as an administrator would."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Activates or deactivates a user."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("active", choices=("true", "false"))

    def handle(self, *args, username, active, **options):
        users = get_user_model().objects.filter(username=username)
        if not users.update(is_active=active == "true"):
            raise CommandError(f"There is no user {username}.")
