"""Reading workbooks in a process of its own, so that a hostile one can take nothing but that process.

The library that reads XLSX may need a hundred times the size of a file, or for ever. The child gets
limits of memory and processor time from the system; what it found comes back through a pipe. A new
process rather than a fork, because a server with threads cannot fork safely.
"""

import pickle
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.parts import Parts
from lms.core.spreadsheets.table import Limits
from lms.core.spreadsheets.xlsx_reader import Workbook
from lms.core.spreadsheets.xlsx_reader import read_workbook as read_here

_MODULE = "lms.core.spreadsheets.guarded"
# What the library would import as well, for half a second, if it is there: only its writer uses either.
_UNUSED = ("numpy", "PIL")


def read_workbook(data: bytes, limits: Limits) -> Workbook:
    """As `xlsx_reader.read_workbook`; also raises SpreadsheetError when time or memory run out."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no shell
            [sys.executable, "-m", _MODULE],
            input=pickle.dumps((data, asdict(limits))),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=3 * limits.most_seconds,
            check=False,
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired:
        raise _too_long() from None
    if done.returncode in (-signal.SIGPROF, -signal.SIGKILL):
        raise _too_long()
    answer = pickle.loads(done.stdout) if done.stdout else None  # noqa: S301 - from our own child
    if isinstance(answer, Workbook):
        return answer
    if answer is None:
        raise SpreadsheetError(
            _(
                "Reading this workbook takes too much memory. "
                "Copy the table into a new file and save it as XLSX or CSV."
            ),
            code="memory",
        )
    message, code = answer
    raise SpreadsheetError(_(message), code=code)


def _too_long() -> SpreadsheetError:
    return SpreadsheetError(
        _("Reading this workbook takes too long. Copy the table into a new file and save it as XLSX or CSV."),
        code="time",
    )


def _answer() -> None:
    """In the child: what the file holds, or what is wrong with it; nothing when memory runs out."""
    for name in _UNUSED:
        sys.modules[name] = None  # type: ignore[assignment]
    import openpyxl  # noqa: F401 - what our own library takes is not the file's fault

    data, values = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our own parent
    limits = Limits(**values)
    # Messages travel untranslated: which language is read here the parent knows.
    settings.configure(USE_I18N=False)
    most = _held() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    _allow(limits.seconds)

    def counted(parts: Parts) -> None:
        work = (parts.cells * (2 if parts.formulas else 1) + parts.texts) * limits.each
        _allow(min(limits.seconds + work, limits.most_seconds))

    try:
        answer: object = read_here(data, limits, counted=counted)
    except SpreadsheetError as error:
        answer = (str(error), error.code)
    except MemoryError:
        return
    sys.stdout.buffer.write(pickle.dumps(answer))


def _allow(seconds: float) -> None:
    """So much processor time from now on; then the system ends this process."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _held() -> int:
    """Bytes of memory that this process has by now; a guess where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 300 * 1024 * 1024


if __name__ == "__main__":
    _answer()
