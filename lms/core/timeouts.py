"""How long one statement of a page may take. Migrations, loaders and workers may take longer."""

from django.conf import settings
from django.db import connections


def limit_pages() -> None:
    """Give every connection of this process, a web server's, the timeouts of pages.

    Called by the WSGI and ASGI entry points alone. SQLite has its own wait in `base`.
    """
    for connection in connections.all(initialized_only=False):
        if connection.vendor == "postgresql":
            options = connection.settings_dict["OPTIONS"]
            limits = " ".join(f"-c {name}={value}" for name, value in settings.PAGE_TIMEOUTS.items())
            options["options"] = f"{options.get('options', '')} {limits}".strip()
            connection.close()
