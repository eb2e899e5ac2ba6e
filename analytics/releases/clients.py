"""What parties of hearings say, in a release: a box that is over enters whole, once, and never changes."""

import hashlib
import json
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from analytics import clients
from analytics.clients import Clients
from analytics.releases.models import Release, ReleaseClients
from assessments import api as assessments
from assessments.data import ClientSums
from lms.core.composed import Composed


class ClientsMaking:
    """The boxes that enter one release in the making; `k` is the smallest group."""

    def __init__(self, k: int) -> None:
        known = set(ReleaseClients.objects.values_list("box", flat=True))
        boxes = [one for one in assessments.client_boxes() if one.uuid not in known]
        told = assessments.client_sums(
            boxes=boxes,
            side=clients.SIDE,
            overall=clients.OVERALL,
            statements=clients.STATEMENTS,
            least=2 * k,
        )
        self.drafts = []
        for box in boxes:
            if (own := told.get(box.delivery_id)) is None:
                continue
            cells = clients.stored(
                _rounded(own.whole), {side: _rounded(one) for side, one in own.sides.items()}
            )
            body = [str(box.uuid), box.center_id, cells]
            self.drafts.append(
                ReleaseClients(
                    center_id=box.center_id,
                    box=box.uuid,
                    first=box.first,
                    last=box.last,
                    sheets=own.whole.sheets,
                    cells=cells,
                    digest=hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest(),
                )
            )

    def save(self, release: Release) -> None:
        """Write what enters."""
        for one in self.drafts:
            one.release = release
        ReleaseClients.objects.bulk_create(self.drafts)

    def digests(self) -> list[list[Any]]:
        """What the seal of the release is made over."""
        return [[str(one.box), one.digest] for one in self.drafts]


def _until(number: int, **of: Any) -> QuerySet[ReleaseClients]:
    rows = ReleaseClients.objects.filter(release__number__lte=number, **of)
    return rows.order_by("first", "center_id", "pk")


_UNTIL_OF = Composed(lambda number, centers: _until(number, center_id__in=centers))


def as_of(number: int, *, center_ids: Collection[int] | None) -> tuple[Clients, ...]:
    """The boxes that were published until a release, the oldest first; one statement."""
    rows = _until(number) if center_ids is None else _UNTIL_OF(number=number, centers=list(center_ids))
    return tuple(Clients(one.center_id, one.first, one.last, *clients.read(one.cells)) for one in rows)


def _rounded(sums: ClientSums) -> ClientSums:
    """So that both databases, which add up in orders of their own, have the same seal."""
    return sums._replace(total=round(sums.total, 9), squares=round(sums.squares, 9))
