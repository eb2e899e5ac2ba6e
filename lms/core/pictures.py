"""Pictures of lessons, as the site itself hands them out: nothing else of the media folder is ever served."""

import re
from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lms.core.access import signed_in

FOLDER = "images"
"""Where Wagtail keeps the sizes that pages show; what editors uploaded lies elsewhere and stays there."""
KINDS = {
    ".gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": ("image/webp", (b"RIFF",)),
}
_NAME = re.compile(r"[\w-][\w.-]{0,254}", re.ASCII)


@signed_in
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One picture, named as the kind that its first bytes are; everything else does not exist.

    No drawing that may hold a script (SVG) and no page is a picture. The name changes with the content, so
    a browser may keep it.
    """
    kind, magics = KINDS.get(PurePath(name).suffix.lower(), ("", ()))
    if not kind or not _NAME.fullmatch(name):
        raise Http404
    try:
        with default_storage.open(f"{FOLDER}/{name}") as file:
            content = file.read()
    except OSError as error:
        raise Http404 from error
    if not content.startswith(magics):
        raise Http404
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["Content-Disposition"] = "inline"
    return response
