"""WSGI entry point; a server must say which settings it means."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
