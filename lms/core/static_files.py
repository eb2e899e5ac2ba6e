"""Static files as production serves them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, in the `import` of one script by another too.

    Without that a page would run a new script with an old part of it from the browser's cache.
    """

    support_js_module_import_aggregation = True
