"""ASGI entry point; a server must say which settings it means."""

import django

django.setup(set_prefix=False)

from lms.core.entrance import AsyncEntrance  # noqa: E402 - Django has to be there first
from lms.core.timeouts import limit_pages  # noqa: E402

application = AsyncEntrance()
limit_pages()
