"""What the apps above courses fill in, so that courses need not know them.

Each app registers in its `wiring.py`.
"""

from collections.abc import Callable, Collection, Sequence

from courses.data import Panel
from courses.models import Enrollment
from lms.accounts.models import User

PanelSource = Callable[[User, Sequence[Enrollment]], Panel | None]
CertificateSource = Callable[[Collection[int]], Collection[int]]

_panels: list[PanelSource] = []
_certificates: list[CertificateSource] = []


def register_panel(source: PanelSource) -> None:
    """Add a part to a conciliator's start page: `source(user, enrollments)`, None to show nothing."""
    if source not in _panels:
        _panels.append(source)


def register_certificates(source: CertificateSource) -> None:
    """Say which of some enrollments (ids) hold a certificate in force."""
    if source not in _certificates:
        _certificates.append(source)


def panels(user: User, enrollments: Sequence[Enrollment]) -> list[Panel]:
    """What the registered apps show this person, in order."""
    found = [source(user, enrollments) for source in _panels]
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)


def certified(enrollment_ids: Collection[int]) -> set[int]:
    """The enrollments with a certificate in force."""
    return {one for source in _certificates for one in source(enrollment_ids)}
