"""What was asked and how it was rated, as text in both languages, without what tells a right answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments import api as assessments
from assessments.api import Definition
from courses.data import CohortInfo, Texts

LANGUAGES = ("es", "en")
# All that is taken of a question beside its stem. What else there is may be its key, or tell of it:
# accepted answers, weights, tolerances, levels of an open answer, feedback.
CHOICES = ("rows", "columns", "options")


def texts(cohorts: Mapping[int, CohortInfo]) -> dict[str, str]:
    """By the file's name, the tests, forms and rubrics of these cohorts.

    Choices stand in the order of their words: the order in which they are stored may be the answer.
    """
    infos = cohorts.values()
    found = assessments.definitions_in_use(
        delivery_ids=[
            *(one for info in infos for own in info.deliveries.values() for one in own),
            *(one for info in infos for one in info.supervisors),
        ],
        occasion_ids=[one for info in infos for own in info.occasions.values() for one in own],
    )
    return {
        f"instruments/{one.key.replace('/', '-')}-v{one.number}.{language}.md": "\n".join(
            _lines(one, language)
        )
        for one in found
        for language in LANGUAGES
    }


def _lines(found: Definition, language: str) -> Iterator[str]:
    says = found.says
    yield f"# {_in(says['title'], language)}\n"
    if found.kind == "rubric":
        for number, level in enumerate(says["levels"], 1):
            yield f"Level {number}: {_in(level, language)}  "
        for one in (*says["criteria"], *says["add_ons"]):
            yield f"\n## {'★ ' if one['critical'] else ''}{_in(one['title'], language)}\n"
            yield from (f"{place}. {_in(anchor, language)}" for place, anchor in enumerate(one["anchors"], 1))
        return
    if says["intro"]:
        yield _in(says["intro"], language) + "\n"
    for place, item in enumerate(says["items"], 1):
        content = item["content"]
        yield f"\n## {place} ({item['type']}{', ' + item['topic'] if item['topic'] else ''})\n"
        yield _in(content["stem"], language) + "\n"
        yield from (f"- {_in(one['label'], language)}" for one in content.get("scale", ()))
        for name in CHOICES:
            if name in content:
                yield f"{name.capitalize()}:"
                yield from sorted(f"- {_in(one['text'], language)}" for one in content[name])


def _in(text: Texts | Any, language: str) -> str:
    """A text in a language; where it has one alone, in that."""
    if not isinstance(text, Mapping):
        return str(text)
    return str(text.get(language) or next((one for one in text.values() if one), ""))
