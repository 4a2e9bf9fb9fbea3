import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

application = get_wsgi_application()

from project.clock import shift_clock  # noqa: E402

shift_clock(int(os.environ.get("CLOCK_OFFSET_SECONDS", "0")))
