"""The talk about one case: reasons written alone, then the sheets side by side, then what is settled."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import registries
from assessments.interfaces.moderation import AnswerForm, ReasonsForm, SettleForm, ThirdForm, trigger_words
from assessments.rules import rating_cases as rules
from assessments.selectors.assessors import case_of
from assessments.selectors.beside_ratings import party_cards
from assessments.selectors.moderation import Talk, free_assessors, talk_of
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.services import moderation as services
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError

Forms = dict[str, forms.Form]


@signed_in
def moderation(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """What there is to settle about a person, for the assessors of the case and for who may release."""
    talk = _talk(request, occasion, subject)
    return _page(request, talk, {})


@signed_in
@require_POST
def act(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """One step of the talk: `go` is reasons, propose, agree, refuse, third or decide."""
    talk = _talk(request, occasion, subject)
    act = _ACTS.get(request.POST.get("go", ""))
    if act is None:
        raise Http404
    name, form = _sent(request, talk)
    if form is not None and not form.is_valid():
        return _page(request, talk, {name: form}, status=422)
    try:
        messages.success(request, act(request.user, talk, form))
    except UserError as error:
        if form is None or isinstance(form, AnswerForm):
            messages.warning(request, str(error))
            return redirect("moderation", occasion=occasion, subject=subject)
        form.add_error(None, str(error))
        return _page(request, talk, {name: form}, status=422)
    return redirect("moderation", occasion=occasion, subject=subject)


def _talk(request: HttpRequest, occasion: UUID, subject: UUID) -> Talk:
    """The talk, where there is or was one and the reader has a part in it."""
    found, person = occasion_by_uuid(occasion), User.objects.filter(uuid=subject).first()
    case = case_of(occasion=found, subject=person) if found and person else None
    if found is None or case is None or person is None:
        raise Http404
    talk = talk_of(found, case)
    if case.state not in rules.SETTLING and talk.settled is None:
        raise Http404
    # The person talked about has no part in it, whatever their rights.
    mine = request.user in talk.parties or registries.may_release(request.user, found)
    if not mine or request.user.pk == person.pk:
        raise Http404
    case.ratee = person
    return talk


def _sent(request: HttpRequest, talk: Talk) -> tuple[str, forms.Form | None]:
    go = request.POST["go"]
    if go == "reasons":
        return "reasons", ReasonsForm(request.POST)
    if go in {"propose", "decide"}:
        return "settle", SettleForm(request.POST, lines=talk.differing)
    if go == "third":
        return "third", ThirdForm(request.POST, people=_free(request.user, talk))
    if go in {"agree", "refuse"}:
        return "answer", AnswerForm(request.POST)
    return "", None


def _page(request: HttpRequest, talk: Talk, sent: Forms, *, status: int = 200) -> HttpResponse:
    """Nothing of another sheet is on it before each has written alone, unless the reader decides."""
    user, open_ = request.user, talk.case.state in rules.SETTLING
    is_party, wrote = user in talk.parties, user.pk in talk.notes
    leads = registries.may_release(user, talk.occasion) and not is_party and user != talk.third_person
    together = not open_ or (talk.all_wrote if is_party else leads)
    if open_ and leads:
        services.note_look(actor=user, case=talk.case)
    context = {
        "talk": talk,
        "occasion": talk.occasion,
        "person": talk.case.ratee,
        "open": open_,
        "why": trigger_words(talk.triggers, criteria_of(talk.occasion)),
        "together": together,
        "wrote": wrote,
        "asked": open_ and user == talk.third_person,
        "leads": leads,
        "notes": list(talk.notes.values()) if together else [],
        "cards": party_cards(occasion=talk.occasion, subject_id=talk.case.ratee_id) if together else [],
    }
    if open_ and is_party and not wrote:
        context["reasons"] = sent.get("reasons") or ReasonsForm()
    answers = talk.proposal is not None and is_party and talk.proposal.moderator_id != user.pk
    context["answers"] = open_ and answers
    if open_ and together and talk.third is None and (leads or (is_party and talk.proposal is None)):
        context["settle"] = sent.get("settle") or SettleForm(lines=talk.differing)
    if open_ and leads and talk.third is None:
        context["third"] = sent.get("third") or ThirdForm(people=_free(user, talk))
    if talk.proposal is not None or talk.settled is not None:
        context["levels"] = _levels(talk)
    return render(request, "assessments/moderation.html", context, status=status)


def _levels(talk: Talk) -> list[dict[str, object]]:
    """The proposed or settled level of each criterion."""
    moderation = talk.proposal or talk.settled
    assert moderation is not None
    apart = {line.criterion for line in talk.differing}
    return [
        {"criterion": one, "level": moderation.scores.get(one.key), "apart": one in apart}
        for one in criteria_of(talk.occasion)
    ]


def _free(user: User, talk: Talk) -> list[User]:
    people = registries.people_of(talk.occasion).assessors.exclude(pk=user.pk)
    return free_assessors(talk.occasion, talk.case, list(registries.by_name(people)[:100]))


def _about(user: User, talk: Talk) -> dict[str, object]:
    return {"actor": user, "occasion": talk.occasion, "subject": talk.case.ratee}


def _reasons(user: User, talk: Talk, form: forms.Form | None) -> str:
    services.write_reasons(**_about(user, talk), text=_data(form)["text"])
    return _("Your reasons were sent. Once everybody wrote theirs you read one another's.")


def _propose(user: User, talk: Talk, form: forms.Form | None) -> str:
    assert isinstance(form, SettleForm)
    services.propose(**_about(user, talk), levels=form.levels, reason=form.cleaned_data["reason"])
    return _("Your proposal was sent: the case is settled once the other assessor agrees.")


def _agree(user: User, talk: Talk, form: forms.Form | None) -> str:
    services.answer(**_about(user, talk), agrees=True, proposal=_data(form)["proposal"])
    return _("Settled. The result can be released.")


def _refuse(user: User, talk: Talk, form: forms.Form | None) -> str:
    services.answer(**_about(user, talk), agrees=False, proposal=_data(form)["proposal"])
    return _("You did not agree. Propose other levels, or ask whoever leads to call a third assessor.")


def _third(user: User, talk: Talk, form: forms.Form | None) -> str:
    assessor = _data(form)["assessor"]
    services.call_third(**_about(user, talk), assessor=assessor)
    return _("%(person)s was asked as third assessor and rates without seeing the sheets.") % {
        "person": assessor
    }


def _decide(user: User, talk: Talk, form: forms.Form | None) -> str:
    assert isinstance(form, SettleForm)
    services.decide(**_about(user, talk), levels=form.levels, reason=form.cleaned_data["reason"])
    return _("Settled. The result can be released.")


def _data(form: forms.Form | None) -> dict:
    assert form is not None
    return form.cleaned_data


_ACTS = {
    "reasons": _reasons,
    "propose": _propose,
    "agree": _agree,
    "refuse": _refuse,
    "third": _third,
    "decide": _decide,
}
