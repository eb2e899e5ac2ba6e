"""Reading the files of a course that are not lessons: tests, questionnaires, rubrics and scenarios."""

from courses.content_body import check_markup, render
from courses.content_model import (
    CriterionFile,
    InstrumentFile,
    ItemFile,
    OptionFile,
    RoleFile,
    RubricFile,
    RubricRules,
    ScalePoint,
    ScenarioFile,
    Text,
    WatchPoint,
)
from courses.content_source import Fields

PURPOSES = ("pre_test", "post_test", "evaluation", "baseline", "follow_up", "survey")
ITEM_TYPES = ("single", "scale", "number", "open")


def read_instruments(fields: Fields) -> list[InstrumentFile]:
    """A file holds one form, or several under `forms` (the same questions asked of different people)."""
    if "forms" not in fields.data:
        return [_instrument(fields)]
    forms = [_instrument(form) for form in fields.sections("forms")]
    fields.finish()
    return forms


def _instrument(fields: Fields) -> InstrumentFile:
    attempts_fields = fields.section("attempts", optional=True)
    attempts = {name: attempts_fields.whole(name, 1, 10) for name in attempts_fields.data}
    instrument = InstrumentFile(
        key=fields.text("key"),
        kind=fields.text("kind"),
        purposes=fields.strings("purposes"),
        title=fields.both("title"),
        instructions=fields.both("instructions"),
        minutes=fields.whole("minutes", 1, 180),
        anonymous=fields.flag("anonymous", default=False),
        items=read_items(fields, "items"),
        time_limit_minutes=fields.whole("time_limit_minutes", 1, 180, default=0) or None,
        attempts=attempts,
        scales={
            name: _points(fields.section("scales"), name) for name in fields.section("scales", True).data
        },
    )
    fields.finish()
    if instrument.kind not in ("test", "survey"):
        fields.report("kind", "must be test or survey")
    for purpose in instrument.purposes:
        if purpose not in PURPOSES:
            fields.report("purposes", f'"{purpose}" is not one of {", ".join(PURPOSES)}')
    for item in instrument.items:
        if item.type == "scale" and item.scale not in instrument.scales:
            fields.report(f"items.{item.key}.scale", f'there is no scale "{item.scale}"')
        if instrument.kind == "test" and not item.correct:
            fields.report(f"items.{item.key}.correct", "a test item says which option is correct")
    return instrument


def read_items(fields: Fields, name: str) -> tuple[ItemFile, ...]:
    items = []
    for part in fields.sections(name):
        options = []
        for option in part.sections("options", optional=True):
            options.append(OptionFile(option.text("key"), option.both("text")))
            option.finish()
        item = ItemFile(
            key=part.text("key"),
            type=part.text("type"),
            stem=part.both("stem"),
            topic=part.text("topic", default=""),
            options=tuple(options),
            correct=part.text("correct", default=""),
            scale=part.text("scale", default=""),
            low=part.whole("low", 0, 100, default=0),
            high=part.whole("high", 0, 100, default=0),
            required=part.flag("required", default=True),
            group=part.both("group") if "group" in part.data else None,
            articles=part.strings("articles", optional=True),
            source=part.text("source", default=""),
        )
        part.finish()
        _check_item(item, part)
        items.append(item)
    return tuple(items)


def _check_item(item: ItemFile, part: Fields) -> None:
    if item.type not in ITEM_TYPES:
        part.report("type", f"must be one of {', '.join(ITEM_TYPES)}")
    if item.type == "number" and item.high <= item.low:
        part.report("high", "must be more than low")
    if item.type != "single":
        return
    keys = [option.key for option in item.options]
    if len(keys) < 2 or len(set(keys)) != len(keys):
        part.report("options", "two or more options are needed, each with its own key")
    if item.correct and item.correct not in keys:
        part.report("correct", f'there is no option "{item.correct}"')
    for language in ("es", "en"):
        words = [option.text.get(language).casefold() for option in item.options]
        if len(set(words)) != len(words):
            part.report("options", f"two options read the same ({language})")


def _points(fields: Fields, name: str) -> tuple[ScalePoint, ...]:
    points = []
    for part in fields.sections(name):
        points.append(ScalePoint(part.whole("value", 0, 10), part.both("label")))
        part.finish()
    return tuple(points)


def _criteria(fields: Fields, name: str) -> tuple[CriterionFile, ...]:
    criteria = []
    for part in fields.sections(name):
        anchors = part.section("anchors")
        levels = tuple(anchors.both(level) for level in ("level_1", "level_2", "level_3", "level_4"))
        anchors.finish()
        criteria.append(
            CriterionFile(
                key=part.text("key"),
                title=part.both("title"),
                critical=part.flag("critical"),
                anchors=(levels[0], levels[1], levels[2], levels[3]),
                articles=part.strings("articles", optional=True),
            )
        )
        part.finish()
    return tuple(criteria)


def read_rubric(fields: Fields) -> RubricFile:
    rules = fields.section("rules")
    rubric = RubricFile(
        key=fields.text("key"),
        title=fields.both("title"),
        instructions=fields.both("instructions"),
        levels=_points(fields, "levels"),
        not_observed=fields.both("not_observed"),
        rules=RubricRules(
            pass_mean=rules.decimal("pass_mean", 1, 4),
            critical_min=rules.whole("critical_min", 1, 4),
            fail_at_or_below=rules.whole("fail_at_or_below", 1, 3),
            min_observed=rules.whole("min_observed", 1, 20),
            comment_at_or_below=rules.whole("comment_at_or_below", 1, 4),
            moderation_gap=rules.whole("moderation_gap", 1, 3),
        ),
        criteria=_criteria(fields, "criteria"),
        add_ons=_criteria(fields, "add_ons"),
    )
    rules.finish()
    fields.finish()
    if [point.value for point in rubric.levels] != [1, 2, 3, 4]:
        fields.report("levels", "the scale has the levels 1, 2, 3 and 4, in that order")
    return rubric


def _markdown(fields: Fields, name: str) -> Text:
    text = fields.both(name)
    for language in ("es", "en"):
        check_markup(text.get(language).split("\n"), 1, fields.source, at=f"{fields.where(name)}.{language}")
    return Text(render(text.es), render(text.en))


def read_scenario(fields: Fields) -> ScenarioFile:
    roles, watch = [], []
    for part in fields.sections("roles"):
        roles.append(RoleFile(part.text("key"), part.both("title"), _markdown(part, "sheet")))
        part.finish()
    for part in fields.sections("watch"):
        watch.append(WatchPoint(part.text("criterion"), part.both("text")))
        part.finish()
    preparation = []
    for part in fields.sections("preparation"):
        preparation.append(Text(part.text("es"), part.text("en")))
        part.finish()
    scenario = ScenarioFile(
        key=fields.text("key"),
        title=fields.both("title"),
        summary=fields.both("summary"),
        rubric=fields.text("rubric"),
        add_ons=fields.strings("add_ons", optional=True),
        prepare_minutes=fields.whole("prepare_minutes", 1, 120),
        play_minutes=fields.whole("play_minutes", 1, 120),
        debrief_minutes=fields.whole("debrief_minutes", 1, 120),
        articles=fields.strings("articles"),
        facts=_markdown(fields, "facts"),
        roles=tuple(roles),
        preparation=tuple(preparation),
        watch=tuple(watch),
    )
    fields.finish()
    return scenario
