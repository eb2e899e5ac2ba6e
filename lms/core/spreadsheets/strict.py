"""Strict Open XML, a way of saving XLSX that the library cannot read: its names become the usual ones."""

import io
import zipfile

from lms.core.archives import open_archive

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


def is_strict(part: bytes) -> bool:
    """Whether a part of a workbook uses the strict names."""
    return _STRICT in part[:4000]


def usual(data: bytes) -> bytes:
    """The same workbook with the usual names in every part."""
    buffer = io.BytesIO()
    with open_archive(data) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                for strict, plain in _NAMES:
                    content = content.replace(strict, plain)
            new.writestr(entry.filename, content)
    return buffer.getvalue()
