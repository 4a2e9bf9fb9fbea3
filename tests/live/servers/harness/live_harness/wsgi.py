"""The server of every seed. It hands out the admin's style sheets, too, as `runserver` does."""

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

application = StaticFilesHandler(get_wsgi_application())
