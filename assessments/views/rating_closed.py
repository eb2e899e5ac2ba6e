"""The sheet of a person on which nothing can be written, and why; what was typed stays to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from assessments import registries
from assessments.interfaces.ratings import rating_sheet, read_marks, read_words, stored_marks
from assessments.models import Occasion, Rating, RatingCase
from assessments.selectors.assessors import around, subjects
from assessments.selectors.moderation import who_else
from assessments.selectors.occasions import criteria_of
from assessments.services.criterion_scores import Mark
from assessments.services.sheet_words import Closing, closing_of
from lms.accounts.models import User
from lms.core.errors import UserError

# Refusals that no other level or word would change.
FOR_GOOD = {"submitted", "closed", "not_held", "has_read", "no_licence", "without_result"}


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote on a sheet: marks by criterion, and the texts beside them."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    texts: Sequence[str] = ()

    @classmethod
    def of(cls, rating: Rating | None) -> "Words":
        """What is stored."""
        if rating is None:
            return cls()
        return cls(stored_marks(rating), [rating.comment, *_said(closing_of(rating))])

    @classmethod
    def typed(cls, data: QueryDict) -> "Words":
        """What a form sent."""
        closing, _judgment = read_words(data)
        names = ("comment", "note", "why", "text")
        return cls(read_marks(data), [*(data.get(one, "") for one in names), *_said(closing or Closing())])


def _said(closing: Closing) -> list[str]:
    return [closing.strength, closing.second_strength, closing.next_step]


def closed_page(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    case: RatingCase | None,
    why: UserError,
    words: Words,
    *,
    typed: bool = False,
) -> HttpResponse:
    """Say why, and who can rate instead. `typed`: the words came just now, and are stored nowhere."""
    sheet = rating_sheet(occasion, criteria_of(occasion), words.marks)
    context = {
        **around_person(request, occasion, person),
        "why": why,
        "case": case,
        "instead": who_else(occasion, case, besides=request.user) if why.code == "has_read" else [],
        "rows": [row for row in sheet.rows if row.mark.decided or row.mark.comment],
        "told": [one for one in words.texts if one.strip()],
        "typed": typed,
        "sheet_key": f"{occasion.uuid}:{person.uuid}",
    }
    return render(request, "assessments/rating_closed.html", context, status=409 if typed else 200)


def around_person(
    request: HttpRequest, occasion: Occasion, person: User, room: Sequence[User] = ()
) -> dict[str, object]:
    """What every page of one person shows: who else there is to rate, as many as tabs have room for.

    On a day those of the same room, else those around by name.
    """
    near = list(room) or around(registries.subjects_of(request.user, occasion), person)
    people = subjects(assessor=request.user, occasion=occasion, people=near)
    this = next(one for one in people if one.person.pk == person.pk)
    return {"occasion": occasion, "person": person, "people": people, "this": this}
