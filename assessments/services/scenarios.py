"""Scenarios: their versions, where they are played, and by whom."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import OccasionMode
from assessments.models import Criterion, Occasion, OccasionScenario, RoleCast, Scenario, ScenarioVersion
from assessments.rules import scenarios as rules
from assessments.rules.hashing import content_hash
from assessments.services.versions import ensure_version
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized


def ensure_scenario_version(
    *, key: str, title: Mapping[str, str], content: Mapping[str, Any]
) -> ScenarioVersion:
    """The version of scenario `key` that says exactly this; `rules.scenarios.problems` must find nothing."""
    if problems := rules.problems(content):
        raise UserError(f"{key}: {'; '.join(problems)}", code="bad_scenario")
    digest = content_hash(title=title, content=content)
    with transaction.atomic():
        scenario, _created = Scenario.objects.get_or_create(key=key)
        return ensure_version(
            scenario.versions,
            digest,
            lambda number: scenario.versions.create(
                number=number, content_hash=digest, title=dict(title), content=dict(content)
            ),
        )


def add_scenario(*, actor: User | None, occasion: Occasion, scenario_version: ScenarioVersion) -> Occasion:
    """Let a scenario be played on an occasion, with the extra criteria that it calls for.

    A second time changes nothing. Raises UserError: "no_add_on" where the rubric lacks a criterion;
    "unseen" where a critical criterion of an assessed role-play cannot be seen in the scenario.
    """
    wanted = list(scenario_version.content.get("add_ons", []))
    with transaction.atomic():
        criteria = list(
            Criterion.objects.filter(rubric_version=occasion.rubric_version_id).order_by("position")
        )
        if missing := sorted(set(wanted) - {one.key for one in criteria if one.add_on}):
            raise UserError(
                _("The rubric has no extra criterion “%(key)s”.") % {"key": missing[0]}, code="no_add_on"
            )
        _check_seen(
            occasion, scenario_version, [one for one in criteria if not one.add_on or one.key in wanted]
        )
        _link, made = OccasionScenario.objects.get_or_create(
            occasion=occasion, scenario_version=scenario_version
        )
        if made:
            occasion.add_ons = list(dict.fromkeys([*occasion.add_ons, *wanted]))
            occasion.save(update_fields=["add_ons"])
            audit.record(
                actor=actor,
                action="assessments.add_scenario",
                target=occasion,
                scenario=str(scenario_version.uuid),
            )
    return occasion


def _check_seen(occasion: Occasion, version: ScenarioVersion, criteria: Iterable[Criterion]) -> None:
    if occasion.mode != OccasionMode.ASSESSED:
        return
    critical = {one.key: one.title for one in criteria if one.critical}
    if unseen := rules.unprompted(version.content, critical):
        words = _(
            "Nobody is assessed on “%(scenario)s”: no role does anything by which “%(criterion)s” can be "
            "seen, and it is critical. Write a prompt for it in the scenario first."
        )
        about = {"scenario": localized(version.title), "criterion": localized(critical[unseen[0]])}
        raise UserError(words % about, code="unseen")


def cast_roles(
    *,
    actor: User,
    occasion: Occasion,
    scenario_version: ScenarioVersion,
    add: Mapping[str, User] | None = None,
    remove: Iterable[int] = (),
) -> None:
    """Say who plays what: `add` one person per role, `remove` casts by id. All of it, or nothing.

    Only people of the occasion can play; being cast opens the role's secret sheet to them.
    """
    add, remove = add or {}, list(remove)
    if not registries.may_release(actor, occasion):
        raise UserError(_("You may not cast the roles of this occasion."), code="not_yours")
    with transaction.atomic():
        for role, user in add.items():
            if rules.role_of(scenario_version.content, role) is None:
                raise UserError(_("The scenario has no such role."), code="bad_role")
            if not registries.is_of(user, occasion):
                raise UserError(
                    _("%(person)s does not take part in this occasion.") % {"person": user}, code="stranger"
                )
        cast = RoleCast.objects.filter(occasion=occasion, scenario_version=scenario_version)
        gone = list(cast.filter(pk__in=remove).order_by("pk"))
        cast.filter(pk__in=[one.pk for one in gone]).delete()
        made = []
        for role, user in add.items():
            row, created = RoleCast.objects.get_or_create(
                occasion=occasion, scenario_version=scenario_version, role=role, user=user
            )
            made += [row] if created else []
        if gone or made:
            audit.record(
                actor=actor,
                action="assessments.cast_roles",
                target=occasion,
                scenario=str(scenario_version.uuid),
                added=[[one.role, str(one.user.uuid)] for one in made],
                removed=[[one.role, str(one.user.uuid)] for one in gone],
            )
