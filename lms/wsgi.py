"""WSGI entry point; a server must say which settings it means."""

from django.core.wsgi import get_wsgi_application

from lms.core.entrance import Entrance
from lms.core.timeouts import limit_pages

application = Entrance(get_wsgi_application())
limit_pages()
