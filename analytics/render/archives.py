"""Archives that say what is in them and seal it: the same content always has the same bytes."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """The files with the seal of each, as one."""
    seals = "".join(
        f"{hashlib.sha256(one.encode() if isinstance(one, str) else one).hexdigest()}  {name}\n"
        for name, one in sorted(files.items())
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, one in {**files, "SHA256SUMS": seals}.items():
            # The same bundle has the same bytes whenever it is made.
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), one)
    return out.getvalue()


def as_json(value: Any) -> str:
    """Text of a file of JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Text of a file of CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def listed(table: Mapping[str, str]) -> str:
    """Files and what they are, as a table of Markdown."""
    return "\n".join(
        ["| file | what |", "|---|---|", *(f"| {one} | {what} |" for one, what in table.items())]
    )
