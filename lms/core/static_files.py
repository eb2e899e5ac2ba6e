"""Static files as production serves them."""

import os
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class _KeptAddresses(StaticFilesStorage):
    """Each page asks for a dozen of them; which files there are is settled when a process starts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, *rest: Any, **more: Any) -> str:
        if name is None or rest or more or settings.DEBUG:
            return super().url(name, *rest, **more)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]


class PlainStaticFiles(_KeptAddresses):
    """Under their own names, as the demo serves them."""


class HashedStaticFiles(_KeptAddresses, CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, in the `import` of one script by another too.

    Without that a page would run a new script with an old part of it from the browser's cache.
    Everybody may read them, unlike other files: the web server in front is another user.
    """

    support_js_module_import_aggregation = True

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        before = os.umask(0o022)
        try:
            yield from super().post_process(*args, **kwargs)
        finally:
            os.umask(before)
