"""``manage.py delete_user demo``: a user who is gone for good; ``prepare`` makes a new one of the same name."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Deletes a user."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        deleted, _ = get_user_model().objects.filter(username=username).delete()
        if not deleted:
            raise CommandError(f"There is no user {username}.")
