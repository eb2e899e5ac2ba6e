"""All questions of a test as one page sends them: the fields of each carry its position."""

from collections.abc import Sequence
from uuid import UUID

from django.http import QueryDict

from assessments.interfaces.answers import AnswerForm, SentAnswer, bad_form, values_of
from assessments.item_types import REGISTRY, Answer, AnswerError
from assessments.models import Response
from assessments.models.attempts import packed
from assessments.selectors.sittings import Place

# How long a page may be in fields is bounded by what the sitting asks, never by what arrives.


def from_page(data: QueryDict, places: Sequence[Place]) -> list[SentAnswer]:
    """What was sent for each question of the sitting, in its order. Raises UserError ("bad_form")."""
    return [_one(data, place) for place in places]


def _one(data: QueryDict, place: Place) -> SentAnswer:
    number = place.position
    form = AnswerForm(
        {
            "item": data.get(f"item-{number}"),
            "seq": data.get(f"seq-{number}"),
            "epoch": data.get("epoch"),
            "flagged": f"flagged-{number}" in data,
        }
    )
    if not form.is_valid() or form.cleaned_data["item"] != UUID(str(place.item.uuid)):
        raise bad_form()
    facts = {name: form.cleaned_data[name] for name in ("item", "seq", "epoch", "flagged")}
    return SentAnswer(raw=values_of(data, f"answer-{number}"), **facts)


def differs(sent: SentAnswer, place: Place) -> bool:
    """Whether what was sent is another answer or another mark than what is stored."""
    try:
        value = REGISTRY[place.item.type].clean(place.item.content, sent.raw)
    except AnswerError:
        return True
    return value != place.value or sent.flagged != place.flagged


def is_newer(sent: SentAnswer, place: Place) -> bool:
    """Whether nothing was stored for the question since the page was drawn."""
    return sent.seq >= place.next_seq


def entered(sent: SentAnswer, place: Place) -> Place:
    """The question as it was entered, to be shown again and sent again."""
    kind = REGISTRY[place.item.type]
    value: Answer
    try:
        value = kind.clean(place.item.content, sent.raw)
    except AnswerError:
        value = kind.echo(sent.raw)
    response = Response(answer=packed(value), seq=sent.seq - 1, flagged=sent.flagged)
    if place.response is not None:
        response.saved_at = place.response.saved_at
    return Place(place.asked, response)
