"""Which published versions are forms of one test."""

from dataclasses import dataclass
from uuid import UUID

from assessments.models import FormSet, InstrumentVersion, ParallelForm


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a test: its label, "A" or "B", and its version."""

    label: str
    version: InstrumentVersion


def newest_set(key: str) -> FormSet | None:
    """The set that was published last under the instrument's key; None where there is none."""
    return FormSet.objects.filter(key=key).order_by("-published_at", "-id").first()


def parallel_forms(version: InstrumentVersion) -> list[Form]:
    """The forms of the newest set that holds this version, itself among them, by label.

    Empty for a version that was published alone by a course's files. Two queries.
    """
    last = (
        ParallelForm.objects.filter(version=version)
        .order_by("-form_set__published_at", "-form_set_id")
        .values_list("form_set_id", flat=True)
        .first()
    )
    rows = ParallelForm.objects.filter(form_set=last).select_related("version__instrument")
    return [Form(one.label, one.version) for one in rows.order_by("label")]


def forms_of(instrument: UUID) -> list[Form]:
    """`parallel_forms` of an instrument's newest version; empty where there is none."""
    newest = InstrumentVersion.objects.filter(instrument__uuid=instrument).order_by("-number").first()
    return parallel_forms(newest) if newest else []
