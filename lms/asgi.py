"""ASGI entry point; a server must say which settings it means."""

from django.core.asgi import get_asgi_application

from lms.core.timeouts import limit_pages

application = get_asgi_application()
limit_pages()
