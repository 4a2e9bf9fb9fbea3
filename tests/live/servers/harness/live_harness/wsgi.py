"""The server of every Django project. It hands out the admin's style sheets, too, as `runserver` does."""

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from live_harness.access_log import WsgiAccessLog

application = WsgiAccessLog(StaticFilesHandler(get_wsgi_application()))
