"""People, tests and role-plays for tests: plain functions, no magic. Other apps' tests use them too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from assessments import api
from assessments.models import (
    Attempt,
    Delivery,
    InstrumentVersion,
    ItemVersion,
    Occasion,
    RubricVersion,
    ScenarioVersion,
)
from lms.accounts.models import User
from lms.core import clock

_numbers = count(1)
CRITICAL = ("c02", "c09", "c10")


def text(words: str) -> dict[str, str]:
    """`words` in both languages, told apart."""
    return {"es": f"{words} (es)", "en": f"{words} (en)"}


def person(**fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("email", f"persona{number}@example.org")
    fields.setdefault("first_name", "Itzel")
    fields.setdefault("last_name", f"Cruz {number}")
    return User.objects.create_user(**fields)


def choice_content(stem: str = "¿Qué procede?", *, correct: str = "a", keys: str = "abcd") -> dict[str, Any]:
    return {
        "stem": text(stem),
        "options": [{"key": key, "text": text(f"Opción {key}")} for key in keys],
        "correct": correct,
    }


def likert_content(stem: str = "El contenido es útil.", **more: Any) -> dict[str, Any]:
    labels = ["Muy en desacuerdo", "En desacuerdo", "Ni uno ni otro", "De acuerdo", "Muy de acuerdo"]
    scale = [{"value": value, "label": text(label)} for value, label in enumerate(labels, start=1)]
    return {"stem": text(stem), "scale": scale, **more}


def choice_items(number: int = 4, *, topics: Sequence[str] = ("m1", "m2")) -> list[ItemVersion]:
    """Single-choice questions whose right option is always "a"."""
    for place in range(1, number + 1):
        api.ensure_item(key=f"q{place:02}", topic=topics[(place - 1) % len(topics)])
    return [
        api.ensure_item_version(
            key=f"q{place:02}", type="single_choice", content=choice_content(f"Pregunta {place}")
        )
        for place in range(1, number + 1)
    ]


def knowledge_test(number: int = 4) -> InstrumentVersion:
    return api.ensure_instrument_version(
        key="knowledge_test",
        title=text("Evaluación de conocimientos"),
        intro=text("Conteste con lo que sabe hoy."),
        items=choice_items(number),
        minutes=30,
    )


def opinion_form(
    statements: int = 3, *, open_questions: int = 1, change: bool = False, letter: str = "r"
) -> InstrumentVersion:
    """Statements, with `change` also how able one was and is, and open questions."""
    keys = [f"{letter}{place:02}" for place in range(1, statements + 1)]
    keys += [f"{letter}16_before", f"{letter}16_now"] if change else []
    items = [
        api.ensure_item_version(key=key, type="likert", content=likert_content(f"Afirmación {place}"))
        for place, key in enumerate(keys, start=1)
    ]
    items += [
        api.ensure_item_version(
            key=f"o{place:02}",
            type="open_text",
            content={"stem": text(f"¿Qué mejoraría? {place}"), "required": False},
        )
        for place in range(1, open_questions + 1)
    ]
    return api.ensure_instrument_version(
        key="reaction", title=text("Su opinión"), intro=text("Es anónima."), items=items, minutes=4
    )


def work_form() -> InstrumentVersion:
    """Six behaviors, from never to always, and a free word."""
    items = [
        api.ensure_item_version(
            key=f"course/w{place}", type="likert", content=likert_content(f"Conducta {place}")
        )
        for place in range(1, 7)
    ]
    items.append(
        api.ensure_item_version(
            key="course/w7", type="open_text", content={"stem": text("¿Qué ayudó?"), "required": False}
        )
    )
    return api.ensure_instrument_version(
        key="work", title=text("Cómo trabajo"), intro=text("Piense en su mes."), items=items, minutes=3
    )


def delivery(
    version: InstrumentVersion | None = None,
    *,
    purpose: str = "pre_test",
    opens_at: datetime | None = None,
    **rules: Any,
) -> Delivery:
    """A delivery that opened an hour ago, unless told otherwise."""
    return api.open_delivery(
        actor=None,
        instrument_version=version or knowledge_test(),
        purpose=purpose,
        rules=api.DeliveryRules(opens_at=opens_at or clock.now() - timedelta(hours=1), **rules),
    )


def evaluation(version: InstrumentVersion | None = None, *, anonymous: bool = True, **rules: Any) -> Delivery:
    return delivery(
        version or opinion_form(), purpose="evaluation", anonymous=anonymous, shuffle=False, **rules
    )


def items_of(opened: Delivery) -> list[ItemVersion]:
    """The questions of a delivery in written order."""
    entries = opened.instrument_version.entries.select_related("item_version__item").order_by("position")
    return [entry.item_version for entry in entries]


def answer(attempt: Attempt, item: ItemVersion, *values: str, seq: int = 1, epoch: int | None = None) -> Any:
    """Save one answer as the sitting's own person, from its newest tab."""
    attempt.refresh_from_db()
    return api.save_answer(
        user=attempt.user,
        attempt=attempt,
        item=item.uuid,
        raw=values,
        seq=seq,
        epoch=attempt.epoch if epoch is None else epoch,
    )


def finished_attempt(user: User, opened: Delivery, *, right: int) -> Attempt:
    """A sitting handed in with `right` right answers, the rest wrong; access must be granted."""
    attempt = api.start_attempt(user=user, delivery=opened)
    for place, item in enumerate(items_of(opened)):
        answer(attempt, item, "a" if place < right else "b")
    return api.submit_attempt(user=user, attempt=attempt)


def score(attempt: Attempt) -> tuple[float, float] | None:
    """The points in force and the highest possible; None where nothing is marked."""
    attempt.refresh_from_db()
    rows = attempt.scores.filter(revision=attempt.revision, scope="total")
    return rows.values_list("points", "maximum").first()


def rubric(
    criteria: int = 10,
    *,
    critical: Sequence[int] = (2, 9, 10),
    weights: Mapping[str, float] | None = None,
    add_ons: Sequence[str] = (),
    instructions: Mapping[str, str] | None = None,
    **rules: Any,
) -> RubricVersion:
    names = ["Insuficiente", "En desarrollo", "Competente", "Destacado"]
    return api.ensure_rubric_version(
        key="labor_conciliation",
        title=text("Rúbrica"),
        levels=[{"value": value, "label": text(name)} for value, name in enumerate(names, start=1)],
        criteria=[
            {
                "key": f"c{place:02}",
                "title": text(f"Criterio {place}"),
                "critical": place in critical,
                "anchors": [text(f"Conducta {place}.{level}") for level in range(1, 5)],
            }
            for place in range(1, criteria + 1)
        ],
        rules=rules,
        weights=weights,
        add_ons=[
            {"key": key, "title": text(key), "anchors": [text(f"{key} {level}") for level in range(1, 5)]}
            for key in add_ons
        ],
        instructions=instructions,
    )


def scenario_content(**more: Any) -> dict[str, Any]:
    return {
        "summary": text("Una empacadora dice que la despidieron."),
        "facts": text("Ganaba **380 pesos** diarios. <b>Hecho</b>"),
        "roles": [
            {"key": key, "title": text(title), "sheet": text(f"Secreto de {key}")}
            for key, title in (("worker", "Trabajadora"), ("employer", "Patrón"))
        ],
        **more,
    }


def prompts(*criteria: str) -> list[dict[str, Any]]:
    """What the employer does so that each of these criteria can be seen."""
    return [{"criterion": key, "role": "employer", "text": text(f"Provoque {key}")} for key in criteria]


def scenario(key: str = "dismissal", **content: Any) -> ScenarioVersion:
    """A scenario in which every critical criterion of `rubric` can be seen, unless told otherwise."""
    content.setdefault("prompts", prompts("c02", "c09", "c10"))
    return api.ensure_scenario_version(key=key, title=text(key), content=scenario_content(**content))


def occasion(
    version: RubricVersion | None = None,
    *,
    mode: str = "assessed",
    scenario_version: ScenarioVersion | None = None,
) -> Occasion:
    return api.create_occasion(
        scenario_version=scenario_version,
        actor=None,
        rubric_version=version or rubric(),
        mode=mode,
        title=text("Juego de roles"),
        held_at=clock.now(),
    )


def marks(*values: int | None, comment: str = "") -> Mapping[str, api.Mark]:
    """Marks for criteria c01, c02, …; None is N/O. 1 and 2 get a comment."""
    return {
        f"c{place:02}": api.Mark(
            value=value,
            decided=True,
            comment=comment or ("Vi esto." if value is not None and value <= 2 else ""),
        )
        for place, value in enumerate(values, start=1)
    }


def told_marks(*values: int | None) -> dict[str, api.Mark]:
    """Marks with all the words that handing in asks for: a note for each critical criterion too."""
    return {
        key: replace(mark, evidence="Lo vi." if key in CRITICAL and not mark.comment else None)
        for key, mark in marks(*values).items()
    }


def released_rating(assessor: User, about: Occasion, subject: User, *values: int | None) -> Any:
    """A rating handed in and released; access must be granted."""
    rating = submitted_rating(assessor, about, subject, *values)
    api.release_case(actor=assessor, occasion=about, subject=subject)
    return rating


def submitted_rating(assessor: User, about: Occasion, subject: User, *values: int | None) -> Any:
    """A rating handed in; access must be granted."""
    api.save_rating(actor=assessor, occasion=about, subject=subject, marks=told_marks(*values))
    return api.submit_rating(actor=assessor, occasion=about, subject=subject, judgment=2)


def client_form() -> InstrumentVersion:
    """The form for the parties of hearings: side and outcome, then nine statements."""

    def single(key: str, *options: str, required: bool = True) -> ItemVersion:
        content = {
            "stem": text(key),
            "required": required,
            "options": [{"key": one, "text": text(one)} for one in options],
        }
        return api.ensure_item_version(key=f"course/{key}", type="single_choice", content=content)

    items = [
        single("h01", "worker", "employer", "union"),
        single("h03", "agreement", "no_agreement"),
        single("h05", "female", "male", "not_said", required=False),
    ]
    for place in (*range(1, 9), 13):
        content = likert_content(f"Trato {place}", group=text("Trato"))
        items.append(api.ensure_item_version(key=f"course/c{place:02}", type="likert", content=content))
    return api.ensure_instrument_version(
        key="course/client_satisfaction",
        title=text("Su opinión sobre la conciliación"),
        intro=text("Es anónima."),
        items=items,
        minutes=3,
    )


def client_answers(version: InstrumentVersion, side: str = "worker", level: int = 4) -> dict[Any, list[str]]:
    """What somebody sends who marks the same level everywhere, by item version's uuid."""
    given = {}
    for entry in version.entries.select_related("item_version__item").order_by("position"):
        item = entry.item_version
        if item.type == "likert":
            given[item.uuid] = [str(level)]
        elif item.content["required"]:
            given[item.uuid] = [side if item.item.key.endswith("h01") else "agreement"]
    return given
