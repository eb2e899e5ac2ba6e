"""The levels and words of one draft, criterion by criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import FilteredRelation, Q

from assessments.models import Criterion, CriterionScore, Occasion, Rating

MAX_COMMENT = 4000


@dataclass(frozen=True, slots=True)
class Mark:
    """What an assessor gave on one criterion.

    `decided` with `value` None is N/O; undecided means that only a comment was typed so far, or that
    the level was taken back. `seq` numbers the edits of this criterion on the assessor's side; None
    where the whole form is sent. `evidence` and `look_again` None leave what is stored.
    """

    value: int | None = None
    decided: bool = False
    comment: str = ""
    seq: int | None = None
    evidence: str | None = None
    evidence_at: datetime | None = None
    look_again: bool | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A criterion of the occasion and what is kept on it; `seq` is None where nothing is."""

    criterion_id: int
    seq: int | None
    value: int | None = None
    decided: bool = False
    comment: str = ""
    evidence: str = ""
    evidence_at: datetime | None = None
    look_again: bool = False
    critical: bool = False


_FIELDS = ("value", "decided", "comment", "evidence", "evidence_at", "look_again", "seq")


def known_scores(rating: Rating, occasion: Occasion) -> dict[str, Stored]:
    """Every criterion of the occasion by key, in the rubric's order, with what the rating holds on it."""
    rows = (
        Criterion.objects.filter(
            Q(add_on=False) | Q(key__in=occasion.add_ons), rubric_version=occasion.rubric_version_id
        )
        .annotate(own=FilteredRelation("scores", condition=Q(scores__rating=rating)))
        .order_by("position")
        .values_list("key", "pk", "critical", *(f"own__{name}" for name in _FIELDS))
    )
    return {
        key: Stored(
            pk, seq, value, bool(decided), comment or "", evidence or "", evidence_at, bool(again), critical
        )
        for key, pk, critical, value, decided, comment, evidence, evidence_at, again, seq in rows
    }


def write_scores(rating: Rating, known: Mapping[str, Stored], marks: Mapping[str, Mark]) -> dict[str, int]:
    """Put `marks` in place of what is known; the new sequence numbers by criterion that changed.

    Marks with a `seq` are laid over it one by one, each only where it is newer than the stored edit.
    Marks without one are a whole form: what it leaves out is taken back.
    """
    if not any(mark.seq is not None for mark in marks.values()):
        marks = {key: marks.get(key, Mark()) for key in known}
    rows = {key: row for key, mark in marks.items() if (row := _row(rating, known[key], mark)) is not None}
    CriterionScore.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["rating", "criterion"],
        update_fields=list(_FIELDS),
    )
    return {key: row.seq for key, row in rows.items()}


def _row(rating: Rating, stored: Stored, mark: Mark) -> CriterionScore | None:
    """What to write, None where nothing changes. A criterion taken back keeps its row, and its `seq`."""
    last = stored.seq or 0
    if mark.seq is not None and mark.seq <= last:
        return None
    evidence = stored.evidence if mark.evidence is None else clean(mark.evidence)
    evidence_at = stored.evidence_at if mark.evidence is None else mark.evidence_at
    again = stored.look_again if mark.look_again is None else mark.look_again
    new = Stored(
        stored.criterion_id,
        stored.seq,
        mark.value,
        mark.decided,
        clean(mark.comment),
        evidence,
        evidence_at,
        again,
        stored.critical,
    )
    if mark.seq is None and new == stored:
        return None
    return CriterionScore(
        rating=rating,
        criterion_id=stored.criterion_id,
        value=new.value,
        decided=new.decided,
        comment=new.comment,
        evidence=new.evidence,
        evidence_at=new.evidence_at,
        look_again=new.look_again,
        seq=last + 1 if mark.seq is None else mark.seq,
    )


def clean(text: str) -> str:
    """Typed text as it is stored."""
    return text.replace("\x00", "").strip()[:MAX_COMMENT]
