"""What may come in as a file: size, name and first bytes have to agree."""

from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lms.core.errors import UserError

MAX_BYTES = 5 * 1024 * 1024

# First bytes by extension; None: text, which must not begin like any of the others.
MAGIC: dict[str, tuple[bytes, ...] | None] = {
    ".csv": None,
    ".txt": None,
    ".tsv": None,
    ".json": None,
    ".gift": None,
    ".xml": None,
    ".xlsx": (b"PK\x03\x04",),
    ".zip": (b"PK\x03\x04",),
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
_BINARY = (
    *(magic for magics in MAGIC.values() if magics for magic in magics),
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"\x1f\x8b",
    b"GIF8",
)
TABLES = (".csv", ".xlsx")


def read_upload(
    upload: UploadedFile, *, suffixes: tuple[str, ...] = TABLES, max_bytes: int = MAX_BYTES
) -> bytes:
    """The content of an uploaded file; raises UserError unless it is what its name says.

    The size is checked before anything is read. The name serves for this check alone: nobody
    stores a file under the name that a stranger chose.
    """
    if (upload.size or 0) > max_bytes:
        limit = max_bytes // (1024 * 1024)
        raise UserError(_("The file is larger than %(limit)d MB.") % {"limit": limit}, code="file_size")
    suffix = PurePath(upload.name or "").suffix.lower()
    if suffix not in suffixes:
        message = _("This kind of file is not accepted. Accepted: %(kinds)s.") % {
            "kinds": ", ".join(suffixes)
        }
        raise UserError(message, code="file_type")
    data = upload.read()
    if not data:
        raise UserError(_("The file is empty."), code="empty")
    magics = MAGIC[suffix]
    if not data.startswith(magics) if magics else data.startswith(_BINARY):
        raise UserError(
            _("The content of the file is not what its name says (%(suffix)s).") % {"suffix": suffix},
            code="file_content",
        )
    return data
