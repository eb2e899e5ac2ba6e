"""Building tests: a kept draft, changed by whoever saw its newest state, and published as frozen versions."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from assessments.services.plan_drafts import DraftKind
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def form_key(key: str, label: str) -> str:
    """The key of the instrument that one form of a test is: the test's own for the first one."""
    return key if label == "A" else f"{key}-{label.lower()}"


TESTS = DraftKind(
    model=InstrumentDraft,
    published=Instrument,
    name="instrument",
    read=Plan.from_json,
    prefix="tests",
    word="test",
    endings=tuple(form_key("", label) for label in LABELS),
    no_title=gettext_lazy("Please give the test a title."),
    gone=gettext_lazy("There is no such test being built any more."),
    stale=gettext_lazy(
        "Somebody else changed this test meanwhile. What you entered is below and is not kept yet."
    ),
)


def start_draft(*, actor: User, title: Mapping[str, str]) -> InstrumentDraft:
    """A new, empty test with this title. Raises UserError: "no_title"."""
    with transaction.atomic():
        key = TESTS.fresh_key(title)
        return TESTS.begin(actor=actor, key=key, content=Plan(title=dict(title)).to_json())


def draft_of(*, actor: User, instrument: UUID) -> InstrumentDraft:
    """The draft in which a published test is changed: the one that stands, else one of its newest state.

    What is published stays as it is. Raises UserError: "not_found".
    """
    with transaction.atomic():
        version = InstrumentVersion.objects.filter(instrument__uuid=instrument).select_related("instrument")
        newest = version.order_by("-number").first()
        if newest is None:
            raise TESTS.is_gone()
        among = ParallelForm.objects.filter(version=newest).select_related("form_set")
        parallel = among.order_by("-form_set_id").first()
        key = parallel.form_set.key if parallel else newest.instrument.key
        if standing := TESTS.of_key(key):
            return standing
        built = newest_set(key)
        content = built.plan if built else plan_of(newest).to_json()
        return TESTS.begin(actor=actor, key=key, content=content)


def write_plan(*, actor: User, draft: UUID, plan: Plan, revision: int) -> InstrumentDraft:
    """Keep a plan in the place of the one of `revision`. Raises UserError: "not_found", "stale"."""
    return TESTS.write(actor=actor, draft=draft, content=plan.to_json(), revision=revision)


def publish_draft(*, actor: User, draft: UUID, revision: int) -> FormSet:
    """Make each form of a draft a version that never changes, and keep which belong together.

    Deliveries keep the version that they have. Raises UserError: "not_found", "stale", "faults" where
    a check forbids it, "bad_section".
    """
    with transaction.atomic():
        held = TESTS.held(draft, revision)
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
