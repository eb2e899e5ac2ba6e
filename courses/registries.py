"""What the apps above courses fill in, so that courses need not know them.

Each app registers in its `wiring.py`.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from courses.data import Own, Panel
from lms.accounts.models import User


class CertificateLike(Protocol):
    """A certificate, as far as courses look at it: whose, and whether the path ends in it, now."""

    enrollment_id: int

    @property
    def closes_path(self) -> bool: ...


PanelSource = Callable[[User, Own], Panel | None]
CertificateSource = Callable[[Collection[int]], Iterable[Any]]

_panels: list[PanelSource] = []
_certificates: list[CertificateSource] = []


def register_panel(source: PanelSource) -> None:
    """Add a part to a conciliator's start page: `source(user, own)`, None to show nothing."""
    if source not in _panels:
        _panels.append(source)


def register_certificates(source: CertificateSource) -> None:
    """Give the latest certificate of each of some enrollments (ids) that has one (`CertificateLike`)."""
    if source not in _certificates:
        _certificates.append(source)


def panels(user: User, own: Own) -> list[Panel]:
    """What the registered apps show this person, in order."""
    found = [source(user, own) for source in _panels]
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)


def certificates(enrollment_ids: Collection[int]) -> list[CertificateLike]:
    """The latest certificates of these enrollments."""
    return [one for source in _certificates for one in source(enrollment_ids)]
