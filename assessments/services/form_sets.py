"""Parallel forms that come from elsewhere, as those that are published here: versions and their set."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from assessments.models import FormSet, InstrumentVersion, ItemVersion, ParallelForm
from assessments.rules.instrument_plans import Blueprint, Cell, Entry, Plan, Section
from assessments.services.instrument_drafts import form_key
from assessments.services.instruments import ensure_instrument_version
from lms.core import audit, clock

Texts = Mapping[str, str]


def ensure_parallel_forms(
    *,
    key: str,
    title: Texts,
    intro: Texts,
    minutes: int,
    purpose: str,
    forms: Mapping[str, Sequence[ItemVersion]],
    targets: Mapping[Cell, int],
) -> dict[str, InstrumentVersion]:
    """The versions of a test's `forms` by label, kept as forms of one another; the same ones change nothing.

    `targets` are how many questions each form has of each module and level. A set that was kept once is
    not kept again, so that what was published here since stays the newest.
    """
    with transaction.atomic():
        versions = {
            label: ensure_instrument_version(
                key=form_key(key, label), title=title, intro=intro, minutes=minutes, items=items
            )
            for label, items in forms.items()
        }
        if not _is_kept(key, versions):
            plan = Plan(
                title=title,
                intro=intro,
                purpose=purpose,
                minutes=minutes,
                labels=tuple(forms),
                sections=(Section(items={label: _entries(items) for label, items in forms.items()}),),
                blueprint=Blueprint(targets=targets),
            )
            _keep(key, plan, versions)
    return versions


def _is_kept(key: str, versions: Mapping[str, InstrumentVersion]) -> bool:
    wanted = {(label, version.pk) for label, version in versions.items()}
    sets = FormSet.objects.filter(key=key).prefetch_related("forms")
    return any({(form.label, form.version_id) for form in one.forms.all()} == wanted for one in sets)


def _keep(key: str, plan: Plan, versions: Mapping[str, InstrumentVersion]) -> None:
    made = FormSet.objects.create(
        key=key, purpose=plan.purpose, plan=plan.to_json(), published_at=clock.now(), published_by=None
    )
    for label, version in versions.items():
        ParallelForm.objects.create(form_set=made, version=version, label=label)
    audit.record(
        actor=None,
        action="assessments.publish_instrument",
        target=made,
        key=key,
        forms={label: str(version.uuid) for label, version in versions.items()},
    )


def _entries(items: Sequence[ItemVersion]) -> tuple[Entry, ...]:
    return tuple(Entry(str(version.item.uuid)) for version in items)
