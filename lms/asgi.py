"""ASGI entry point; a server must say which settings it means."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()
