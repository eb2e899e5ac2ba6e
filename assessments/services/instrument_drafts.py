"""Building tests: a kept draft, changed by whoever saw its newest state, and published as frozen versions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.models import (
    FormSet,
    Instrument,
    InstrumentDraft,
    InstrumentVersion,
    ItemVersion,
    ParallelForm,
)
from assessments.rules.instrument_plans import LABELS, Blueprint, Entry, Plan, Section
from assessments.selectors.parallel_forms import newest_set
from assessments.selectors.plan_items import faults_of, plan_versions
from assessments.services.instruments import EntrySpec, SectionSpec, ensure_instrument_version
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

PREFIX = "tests"


def start_draft(*, actor: User, title: Mapping[str, str]) -> InstrumentDraft:
    """A new, empty test with this title. Raises UserError: "no_title"."""
    if not any(words.strip() for words in title.values()):
        raise UserError(_("Please give the test a title."), code="no_title")
    with transaction.atomic():
        draft = InstrumentDraft.objects.create(
            key=_fresh_key(title.get("es") or title.get("en") or ""),
            content=Plan(title=dict(title)).to_json(),
            edited_at=clock.now(),
            edited_by=actor,
        )
        audit.record(actor=actor, action="assessments.start_instrument_draft", target=draft, key=draft.key)
    return draft


def draft_of(*, actor: User, instrument: UUID) -> InstrumentDraft:
    """The draft in which a published test is changed: the one that stands, else one of its newest state.

    What is published stays as it is. Raises UserError: "not_found".
    """
    with transaction.atomic():
        found = Instrument.objects.filter(uuid=instrument).first()
        if found is None:
            raise _gone()
        version = found.versions.order_by("-number").first()
        if version is None:
            raise _gone()
        among = ParallelForm.objects.filter(version=version).select_related("form_set")
        parallel = among.order_by("-form_set_id").first()
        key = parallel.form_set.key if parallel else found.key
        if standing := InstrumentDraft.objects.filter(key=key).first():
            return standing
        newest = newest_set(key)
        draft = InstrumentDraft.objects.create(
            key=key,
            content=newest.plan if newest else plan_of(version).to_json(),
            edited_at=clock.now(),
            edited_by=actor,
        )
        audit.record(actor=actor, action="assessments.start_instrument_draft", target=draft, key=key)
    return draft


def write_plan(*, actor: User, draft: UUID, plan: Plan, revision: int) -> InstrumentDraft:
    """Keep a plan in the place of the one of `revision`. Raises UserError: "not_found", "stale"."""
    with transaction.atomic():
        held = _held(draft, revision)
        content = plan.to_json()
        if content != held.content:
            held.content, held.revision = content, held.revision + 1
            held.edited_at, held.edited_by = clock.now(), actor
            held.save(update_fields=["content", "revision", "edited_at", "edited_by"])
            audit.record(
                actor=actor, action="assessments.write_instrument_draft", target=held, revision=held.revision
            )
    return held


def discard_draft(*, actor: User, draft: UUID) -> None:
    """Throw a draft away; what was published from it stays. Raises UserError: "not_found"."""
    with transaction.atomic():
        held = _held(draft)
        audit.record(actor=actor, action="assessments.discard_instrument_draft", target=held, key=held.key)
        held.delete()


def publish_draft(*, actor: User, draft: UUID, revision: int) -> FormSet:
    """Make each form of a draft a version that never changes, and keep which belong together.

    Deliveries keep the version that they have. Raises UserError: "not_found", "stale", "faults" where
    a check forbids it, "bad_section".
    """
    with transaction.atomic():
        held = _held(draft, revision)
        plan = Plan.from_json(held.content)
        if any(one.blocks for one in faults_of(plan)):
            raise UserError(
                _("It cannot be published yet: see the checks. Nothing was changed."), code="faults"
            )
        versions = plan_versions(plan)
        forms = {label: _publish_form(held.key, plan, label, versions) for label in plan.labels}
        made = FormSet.objects.create(
            key=held.key,
            purpose=plan.purpose,
            plan=held.content,
            published_at=clock.now(),
            published_by=actor,
        )
        for label, version in forms.items():
            ParallelForm.objects.create(form_set=made, version=version, label=label)
        audit.record(
            actor=actor,
            action="assessments.publish_instrument",
            target=made,
            key=held.key,
            forms={label: str(version.uuid) for label, version in forms.items()},
        )
        held.delete()
    return made


def plan_of(version: InstrumentVersion) -> Plan:
    """A published version as a plan of one form. Its sections and entries are read."""
    sections = []
    for section in version.sections.order_by("position"):
        entries = section.entries.select_related("item_version__item").order_by("position")
        sections.append(
            Section(
                title={"es": "", "en": "", **section.title},
                draw=section.draw,
                rule=section.draw_rule,
                items={"A": tuple(Entry(str(one.item_version.item.uuid), one.points) for one in entries)},
            )
        )
    return Plan(
        title=version.title,
        intro={"es": "", "en": "", **version.intro},
        minutes=version.minutes,
        sections=tuple(sections) or (Section(),),
        blueprint=Blueprint(),
    )


def form_key(key: str, label: str) -> str:
    """The key of the instrument that one form of a test is: the test's own for the first one."""
    return key if label == "A" else f"{key}-{label.lower()}"


def _publish_form(key: str, plan: Plan, label: str, versions: Mapping[str, ItemVersion]) -> InstrumentVersion:
    sections = [
        SectionSpec(
            title=one.title if any(one.title.values()) else {},
            items=[EntrySpec(versions[entry.item], entry.points) for entry in one.of(label)],
            draw=one.draw,
            draw_rule=one.rule,
        )
        for one in plan.sections
        if one.of(label)
    ]
    return ensure_instrument_version(
        key=form_key(key, label),
        title=plan.title,
        intro=plan.intro if any(plan.intro.values()) else {},
        minutes=plan.minutes,
        sections=sections,
    )


def _fresh_key(title: str) -> str:
    stem = f"{PREFIX}/{slugify(title)[:60] or 'test'}"
    keys = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    # "Exam B" would have the key that form B of "Exam" has or may come to have.
    beside = [stem.removesuffix(form_key("", label)) for label in LABELS[1:]]
    near = Q(key__startswith=stem) | Q(key__in=beside)
    taken = set(Instrument.objects.filter(near).values_list("key", flat=True))
    taken |= set(InstrumentDraft.objects.filter(near).values_list("key", flat=True))
    taken |= {form_key(key, label) for key in taken for label in LABELS}
    return next(key for key in keys if taken.isdisjoint(form_key(key, label) for label in LABELS))


def _held(draft: UUID, revision: int | None = None) -> Any:
    held = InstrumentDraft.objects.select_for_update(of=("self",)).filter(uuid=draft).first()
    if held is None:
        raise _gone()
    if revision is not None and held.revision != revision:
        raise UserError(
            _("Somebody else changed this test meanwhile. What you entered is below and is not kept yet."),
            code="stale",
        )
    return held


def _gone() -> UserError:
    return UserError(_("There is no such test being built any more."), code="not_found")
