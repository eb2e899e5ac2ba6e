"""Looking into a zip file before anything is unpacked."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from lms.core.errors import UserError

_ENCRYPTED = 0x1
_SYMLINK = 0xA000
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a zip file may hold. Sizes are as declared; reading never yields more than that."""

    entries: int = 200
    unpacked: int = 50 * 1024 * 1024
    ratio: int = 100


def open_archive(data: bytes, limits: ArchiveLimits = ArchiveLimits()) -> zipfile.ZipFile:
    """The archive, once its list of contents is found harmless; raises UserError otherwise."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UserError(_("The file is damaged or is not a zip file."), code="zip_damaged") from error
    if len(entries) > limits.entries:
        raise UserError(_("The file holds too many parts."), code="zip_entries")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UserError(_("Unpacked, the file would be too large."), code="zip_size")
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, limits, seen)
    return archive


def _check_entry(entry: zipfile.ZipInfo, limits: ArchiveLimits, seen: set[str]) -> None:
    name = entry.filename.replace("\\", "/")
    if PurePosixPath(name).is_absolute() or ".." in name.split("/") or ":" in name or "\x00" in name:
        raise UserError(_("The file holds a part whose name leads outside of it."), code="zip_path")
    if name.casefold() in seen:
        raise UserError(_("The file holds two parts with the same name."), code="zip_duplicate")
    seen.add(name.casefold())
    if (entry.external_attr >> 16) & 0xF000 == _SYMLINK:
        raise UserError(_("The file holds a part whose name leads outside of it."), code="zip_path")
    if entry.flag_bits & _ENCRYPTED:
        raise UserError(
            _("The file is protected with a password. Save it without one."), code="zip_encrypted"
        )
    # Small parts compress well by nature; a bomb needs size.
    if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise UserError(_("The file is packed too tightly to be a real document."), code="zip_ratio")
