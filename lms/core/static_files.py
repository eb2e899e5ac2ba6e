"""Static files as production serves them."""

import os
from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
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
