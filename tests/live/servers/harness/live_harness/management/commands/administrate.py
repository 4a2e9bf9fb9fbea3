"""``manage.py administrate``: does what stdin says until it closes."""

from functools import partial

from django.core.management import call_command
from django.core.management.base import BaseCommand
from live_harness.administration import administrate


class Command(BaseCommand):
    help = "Runs prepare, set_active and delete_user, one a line."

    def handle(self, *args, **options):
        administrate(
            prepare=partial(call_command, "prepare"),
            set_active=lambda username, active: call_command("set_active", username, str(active).lower()),
            delete_user=partial(call_command, "delete_user"),
        )
