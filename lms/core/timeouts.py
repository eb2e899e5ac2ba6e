"""What holds for processes that serve pages, and not for migrations, loaders and workers."""

from urllib.parse import quote

from django.conf import settings
from django.db import connections


def limit_pages() -> None:
    """Give every connection of this process, a web server's, the timeouts of pages.

    Called by the WSGI and ASGI entry points alone. SQLite has its own wait in `base`; there a page makes no
    empty database where the file is missing, which would hide that it is.
    """
    for connection in connections.all(initialized_only=False):
        given = connection.settings_dict
        if connection.vendor == "postgresql":
            options = given["OPTIONS"]
            limits = " ".join(f"-c {name}={value}" for name, value in settings.PAGE_TIMEOUTS.items())
            options["options"] = f"{options.get('options', '')} {limits}".strip()
            connection.close()
        elif connection.vendor == "sqlite":
            given["NAME"] = f"file:{quote(str(given['NAME']))}?mode=rw"
            connection.close()
