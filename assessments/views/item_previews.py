"""A question as learners meet it, on a phone and on a laptop; nothing that is chosen there is kept."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from assessments.enums import Purpose
from assessments.item_types import REGISTRY
from assessments.models import Attempt, Delivery
from assessments.rules.item_texts import filled
from assessments.selectors.library import Reading, from_draft, from_shelf
from assessments.selectors.sittings import Sitting
from assessments.views.item_bank import WRITERS
from assessments.views.library import QUESTIONS, furniture
from lms.accounts.access import roles

LANGUAGES = {"es": "es-mx", "en": "en"}
FRAMES = (
    (gettext_lazy("As it is asked, on a phone"), "phone", "asked"),
    (gettext_lazy("As it is asked, on a laptop"), "laptop", "asked"),
    (gettext_lazy("Afterwards, with what is told of it, on a phone"), "phone", "told"),
    (gettext_lazy("Afterwards, with what is told of it, on a laptop"), "laptop", "told"),
)


@require_safe
@roles(*WRITERS)
def item_preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The question at two widths, in the language that is chosen (`?lang=`); a draft before what is asked."""
    reading = _reading(uuid)
    language = request.GET.get("lang", "")
    language = language if language in LANGUAGES else translation.get_language().partition("-")[0]
    context = {
        "uuid": uuid,
        "language": language if language in LANGUAGES else "es",
        "languages": (("es", "es-MX", "Español"), ("en", "en", "English")),
        "is_whole": _is_whole(reading),
        "frames": FRAMES,
        "key": reading.definition.key,
    }
    context |= furniture(_("As learners meet it"), QUESTIONS)
    return render(request, "assessments/library/item_preview.html", context)


@require_http_methods(["GET", "POST"])
@xframe_options_sameorigin
@roles(*WRITERS)
def item_preview_frame(request: HttpRequest, uuid: UUID, language: str, moment: str) -> HttpResponse:
    """What stands in a frame: the question as it is `asked`, or `told` with the right answer."""
    reading = _reading(uuid)
    if language not in LANGUAGES or moment not in ("asked", "told") or not _is_whole(reading):
        raise Http404
    if request.method == "POST":
        return redirect("item_preview_frame", uuid, language, moment)
    # Framed by this site alone, under the policy of its pages (`lms.core.middleware`).
    request.is_preview = True  # type: ignore[attr-defined]
    (place,) = reading.places
    sitting = Sitting(Attempt(uuid=uuid, delivery=Delivery(purpose=Purpose.PRACTICE)), [place])
    context = {"sitting": sitting, "place": place, "total": 1, "answered": place.right or place}
    # Nothing in a frame may draw the page around it to itself.
    context["still"] = True
    with translation.override(LANGUAGES[language]):
        return render(request, f"assessments/library/item_preview_{moment}.html", context)


def _reading(uuid: UUID) -> Reading:
    found = from_draft(uuid) or from_shelf(QUESTIONS, uuid)
    if found is None:
        raise Http404
    return found


def _is_whole(reading: Reading) -> bool:
    """Whether it can be asked; words may still be missing."""
    item = reading.places[0].item
    return not REGISTRY[item.type].problems(filled(item.content))
