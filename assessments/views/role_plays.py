"""A role-play as those meet it who take part: the facts for everybody, each secret sheet for its role."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments import registries
from assessments.enums import OccasionMode
from assessments.models import Occasion, ScenarioVersion
from assessments.rules import rating_cases as cases
from assessments.rules import scenarios as rules
from assessments.selectors.assessors import case_of
from assessments.selectors.beside_ratings import without_peer_rating
from assessments.selectors.cases import cast_of
from assessments.selectors.day_boards import own_days
from assessments.selectors.day_concerns import concerns_about
from assessments.selectors.occasions import Part, bare_occasion, part_of, scenarios_of
from assessments.selectors.self_ratings import own_view
from assessments.views.shared import way_back
from lms.accounts.access import signed_in

PEERS = 12


@signed_in
def role_play(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """When it is held, what is played, and how one's own result stands."""
    found, part = _taking_part(request, occasion)
    case = case_of(occasion=found, subject=request.user) if part.is_rated else None
    released = case is not None and case.is_public
    said = part.is_rated and own_view(occasion=found, subject_id=request.user.pk) is not None
    context = {
        "occasion": found,
        "part": part,
        "scenarios": [
            {"version": version, "mine": _roles(version, part.roles_in(version))}
            for version in scenarios_of(found)
        ],
        "in_review": case is not None and case.state in cases.IN_REVIEW,
        "released": released,
        "said": said,
        "may_say": part.is_rated and found.has_begun and not said and not released,
        "plays": bool(part.casts) and found.has_begun,
        "peers": without_peer_rating(request.user, found)[:PEERS]
        if found.peers and part.is_rated and found.has_begun and not released
        else [],
        "may_cast": registries.may_release(request.user, found),
        "days": own_days(request.user, found) if found.mode == OccasionMode.ASSESSED else (),
        "concerns": concerns_about(request.user, found) if case is not None else (),
        "back": way_back(request, found),
    }
    return render(request, "assessments/role_play.html", context)


@signed_in
def scenario(request: HttpRequest, occasion: UUID, scenario: UUID) -> HttpResponse:
    """The public facts, and links to the sheets that the person may read."""
    found, part = _taking_part(request, occasion)
    versions = scenarios_of(found)
    version = _version(versions, scenario)
    readable = [role for role in version.content["roles"] if part.may_read(version, role["key"])]
    cast = cast_of(found, version) if part.assesses else {}
    context = {
        "occasion": found,
        "part": part,
        "version": version,
        "others": [one for one in versions if one.pk != version.pk],
        "content": version.content,
        "minutes": rules.minutes(version.content),
        "roles": [{**role, "cast": cast.get(role["key"], [])} for role in readable],
        "watch": _named(found, version, "watch") if part.assesses else [],
        "prompts": _named(found, version, "prompts") if part.assesses else [],
        "assessor": version.content.get("assessor") if part.assesses else None,
        "may_cast": registries.may_release(request.user, found),
    }
    return render(request, "assessments/scenario.html", context)


@signed_in
def role_sheet(request: HttpRequest, occasion: UUID, scenario: UUID, role: str) -> HttpResponse:
    """One secret sheet: for whoever plays the role, and for assessors."""
    found, part = _taking_part(request, occasion)
    version = _version(scenarios_of(found), scenario)
    sheet = rules.role_of(version.content, role)
    if sheet is None or not part.may_read(version, role):
        raise Http404
    prompts = rules.prompts_of(version.content, role)
    context = {"occasion": found, "version": version, "role": sheet, "prompts": prompts}
    return render(request, "assessments/role_sheet.html", context)


@signed_in
def scenario_pack(request: HttpRequest, occasion: UUID, scenario: UUID) -> HttpResponse:
    """Everything on paper, for a room without screens: facts, each secret sheet, the assessors' sheet."""
    found, part = _taking_part(request, occasion)
    version = _version(scenarios_of(found), scenario)
    if not part.assesses:
        raise Http404
    roles = [
        {**role, "prompts": rules.prompts_of(version.content, role["key"])}
        for role in version.content["roles"]
    ]
    context = {
        "occasion": found,
        "version": version,
        "content": version.content,
        "roles": roles,
        "watch": _named(found, version, "watch"),
        "assessor": version.content.get("assessor"),
    }
    return render(request, "assessments/scenario_pack.html", context)


def _taking_part(request: HttpRequest, uuid: UUID) -> tuple[Occasion, Part]:
    found = bare_occasion(uuid)
    part = part_of(request.user, found) if found else None
    if found is None or part is None or not part.any:
        raise Http404
    return found, part


def _version(versions: list[ScenarioVersion], uuid: UUID) -> ScenarioVersion:
    version = next((one for one in versions if one.uuid == uuid), None)
    if version is None:
        raise Http404
    return version


def _roles(version: ScenarioVersion, keys: frozenset[str]) -> list[dict[str, object]]:
    return [role for role in version.content["roles"] if role["key"] in keys]


def _named(occasion: Occasion, version: ScenarioVersion, what: str) -> list[dict[str, object]]:
    """What assessors look for, or what roles do so that it can be seen, with the criterion's own title."""
    titles = dict(occasion.rubric_version.criteria.values_list("key", "title"))
    return [
        {
            "criterion": titles.get(point["criterion"]),
            "role": rules.role_of(version.content, point.get("role", "")),
            "text": point["text"],
        }
        for point in version.content.get(what, [])
    ]
