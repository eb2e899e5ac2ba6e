"""What assessments give out of a person, erase and move."""

import pytest
from django.apps import apps
from django.db import transaction

from assessments import api
from assessments.models import (
    Accommodation,
    AnonymousReceipt,
    Assignment,
    Attempt,
    Audience,
    AudienceMember,
    CriterionScore,
    Item,
    ManualMark,
    Moderation,
    RatingCase,
    Regrade,
    Response,
    ResponseEvidence,
    RoleCast,
)
from assessments.services import privacy, privacy_marking
from assessments.services import privacy_admissions as admissions
from assessments.services.deliveries import release_results
from lms.accounts.models import User
from lms.accounts.registries import merge_parts, personal_data
from lms.core import clock
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]
GOOD = (3, 4, 2, 3, 3, None, 3, 3, 3, 3)


def answer_sheet(user, delivery, words="Secreto"):
    raw = {item.uuid: ["5"] if item.type == "likert" else [words] for item in make.items_of(delivery)}
    api.submit_sheet(user=user, delivery=delivery, raw=raw)


def test_every_model_with_a_person_is_registered():
    assert {
        "assessments.Attempt",
        "assessments.AnonymousReceipt",
        "assessments.RatingCase",
        "assessments.Assignment",
        "assessments.Moderation",
        "assessments.RoleCast",
    } <= personal_data.keys()
    assert "assessments" in merge_parts


def everything_about(user, other):
    """A row of each table around tests that points at `user`."""
    delivery = make.delivery(make.opinion_form(1), purpose="practice", time_limit=30)
    attempt = api.start_attempt(user=user, delivery=delivery)
    words = make.items_of(delivery)[-1]
    make.answer(attempt, words, "Palabras vigentes")
    api.submit_attempt(user=user, attempt=attempt)
    with refused("submitted"):
        make.answer(attempt, words, "Palabras tardías", seq=9)
    api.grant_accommodation(actor=user, delivery=delivery, person=other, factor=1.5, reason="De otra")
    api.grant_accommodation(actor=other, delivery=delivery, person=user, factor=2.0, reason="Vista cansada")
    api.reschedule_delivery(
        actor=user, delivery=delivery, opens_at=delivery.opens_at, closes_at=clock.now(), why="Se terminó"
    )
    audience = Audience.objects.create(delivery=delivery, kind="list")
    audience.members.add(user)
    Item.objects.filter(pk=words.item_id).update(author=user)
    Item.objects.exclude(pk=words.item_id).update(reviewer=user)
    test = make.delivery()
    sat = make.finished_attempt(other, test, right=1)
    Response.objects.filter(attempt=sat).update(answer={"value": "b"})
    api.regrade_attempts(actor=user, delivery_ids=[test.pk], reason="Clave equivocada")


def test_the_export_covers_every_table_around_tests():
    user, other = make.person(), make.person()
    everything_about(user, other)
    (attempt,) = privacy.export_attempts(user)
    assert [one["answer"] for one in attempt["answers"]] == ["Palabras vigentes"]
    assert [(one["answer"], one["reason"]) for one in attempt["not_counted"]] == [
        ("Palabras tardías", "submitted")
    ]
    granted = {one["role"]: one for one in admissions.export_accommodations(user)}
    assert (granted["person"]["factor"], granted["person"]["reason"]) == (2.0, "Vista cansada")
    assert (granted["granted"]["factor"], "reason" in granted["granted"]) == (1.5, False)
    assert [one["why"] for one in admissions.export_changes(user)] == ["Se terminó"]
    assert admissions.export_memberships(user) == [{"purpose": "practice"}]
    assert [one["reason"] for one in admissions.export_regrades(user)] == ["Clave equivocada"]
    roles = {one["question"]: one["role"] for one in admissions.export_items(user)}
    assert (roles["o01"], roles["r01"]) == ("author", "reviewer")
    (sat,) = privacy.export_attempts(other)
    assert [one["reason"] for one in sat["marked_anew"]] == ["Clave equivocada"]
    assert {one["revision"] for one in sat["scores"]} == {1, 2}


def test_erasing_blanks_late_words_and_reasons_and_empties_lists():
    user, other = make.person(), make.person()
    everything_about(user, other)
    assert privacy.erase_attempts(user) == 2
    assert admissions.erase_accommodations(user) == 1
    assert admissions.erase_memberships(user) == 1
    assert ResponseEvidence.objects.get().answer == {}
    kept = {one.person_id: (one.factor, one.reason) for one in Accommodation.objects.all()}
    assert kept == {user.pk: (2.0, ""), other.pk: (1.5, "De otra")}
    assert not AudienceMember.objects.exists()
    assert admissions.keep(user) == 0


def test_merging_moves_every_table_around_tests():
    kept, gone, other = make.person(), make.person(), make.person()
    everything_about(gone, other)
    audience = Audience.objects.get()
    audience.members.add(kept)
    assert privacy.merge_conflicts(kept, gone) == []
    with transaction.atomic():
        privacy.merge_move(kept, gone)
    labels = [label for label in personal_data if label.startswith("assessments.")]
    for label in labels:
        model = apps.get_model(label)
        for field in model._meta.local_fields:
            if field.related_model is User:
                assert not model.objects.filter(**{field.name: gone}).exists(), (label, field.name)
    assert audience.member_links.count() == 1


def test_more_time_for_both_accounts_forbids_merging():
    kept, gone, delivery = make.person(), make.person(), make.delivery()
    for person in (kept, gone):
        api.grant_accommodation(actor=None, delivery=delivery, person=person, factor=2.0)
    assert privacy.merge_conflicts(kept, gone) == [
        "Las dos cuentas tienen más tiempo en la misma evaluación."
    ]


def test_the_export_holds_answers_scores_and_ratings():
    user, assessor = make.person(), make.person()
    make.finished_attempt(user, make.delivery(), right=3)
    answer_sheet(user, make.evaluation(anonymous=False))
    answer_sheet(user, make.evaluation())
    make.released_rating(assessor, make.occasion(), user, *GOOD)
    attempts = personal_data["assessments.Attempt"].export(user)
    totals = [[row["points"] for row in one["scores"] if not row["topic"]] for one in attempts]
    assert [one["instrument"] for one in attempts] == ["knowledge_test", "reaction"]
    assert totals == [[3.0], []]
    assert {"question": "q01", "answer": "a"}.items() <= attempts[0]["answers"][0].items()
    assert [one["instrument"] for one in privacy.export_receipts(user)] == ["reaction"]
    (case,) = privacy.export_cases(user)
    (rating,) = case["ratings"]
    assert (case["state"], rating["version"], rating["submitted_at"] is None) == ("released", 1, False)
    assert {"criterion": "c03", "level": 2, "comment": "Vi esto.", "evidence": ""} in rating["scores"]
    (given,) = privacy.export_assignments(assessor)
    assert given == {"as": "assessor", **rating}
    assert privacy.export_assignments(user) == []
    assert privacy.export_cases(assessor) == []


def test_a_result_that_waits_is_not_the_persons_yet():
    user, delivery = make.person(), make.delivery(held=True)
    attempt = make.finished_attempt(user, delivery, right=3)
    Regrade.objects.create(
        attempt=attempt,
        from_revision=1,
        to_revision=2,
        at=clock.now(),
        reason="x",
        before={},
        after={"": [1]},
    )
    ManualMark.objects.create(
        attempt=attempt, item_version=make.items_of(delivery)[0], marker=make.person(), order=1, points=1,
        at=clock.now(),
    )  # fmt: skip
    (found,) = privacy.export_attempts(user)
    assert (found["scores"], found["marked_anew"], len(found["answers"])) == ([], [], 4)
    assert privacy_marking.export_marks(user) == []
    release_results(actor=None, delivery=delivery)
    (found,) = privacy.export_attempts(user)
    assert {"revision": 1, "topic": "", "points": 3.0, "maximum": 4.0} in found["scores"]
    assert len(found["marked_anew"]) == 1
    assert [one["as"] for one in privacy_marking.export_marks(user)] == ["marked"]


def test_what_is_not_released_is_not_the_persons_yet():
    user, assessor, occasion = make.person(), make.person(), make.occasion()
    api.save_rating(actor=assessor, occasion=occasion, subject=user, marks=make.marks(3))
    assert privacy.export_cases(user) == []
    assert len(privacy.export_assignments(assessor)) == 1
    make.submitted_rating(assessor, occasion, user, *GOOD)
    assert privacy.export_cases(user) == []


def test_moderations_and_roles_are_given_out_erased_and_moved(host):
    user, ratee, kept = make.person(), make.person(), make.person()
    played = make.scenario()
    occasion = make.occasion(scenario_version=played)
    case = make.submitted_rating(user, occasion, ratee, *GOOD).assignment.case
    Moderation.objects.create(
        case=case, moderator=user, reason="Se habló con Itzel", opened_at=make.clock.now()
    )
    RoleCast.objects.create(occasion=occasion, scenario_version=played, role="worker", user=user)
    (note,) = privacy.export_moderations(user)
    assert (note["reason"], note["outcome"], note["scores"]) == ("Se habló con Itzel", "", {})
    (role,) = privacy.export_casts(user)
    assert (role["role"], role["scenario"]) == ("worker", make.text("dismissal"))
    with transaction.atomic():
        assert privacy.merge_move(kept, user) == 3
    assert [Moderation.objects.get().moderator, RoleCast.objects.get().user] == [kept, kept]
    assert Assignment.objects.get().assessor == kept
    assert personal_data["assessments.Moderation"].erase(kept) == 0
    assert privacy.erase_cases(ratee) == 5
    assert Moderation.objects.get().reason == "—"
    assert (privacy.erase_casts(kept), RoleCast.objects.count()) == (1, 0)


def test_a_role_that_both_accounts_play_is_played_once_after_merging():
    kept, gone, played = make.person(), make.person(), make.scenario()
    occasion = make.occasion(scenario_version=played)
    for user, role in ((kept, "worker"), (gone, "worker"), (gone, "employer")):
        RoleCast.objects.create(occasion=occasion, scenario_version=played, role=role, user=user)
    assert privacy.merge_conflicts(kept, gone) == []
    with transaction.atomic():
        assert privacy.merge_move(kept, gone) == 1
    assert list(RoleCast.objects.order_by("role").values_list("role", "user")) == [
        ("employer", kept.pk),
        ("worker", kept.pk),
    ]


def test_erasing_takes_the_words_and_leaves_the_figures():
    user, other = make.person(), make.person()
    delivery, evaluation, occasion = make.delivery(), make.evaluation(anonymous=False), make.occasion()
    for person in (user, other):
        make.finished_attempt(person, delivery, right=3)
        answer_sheet(person, evaluation)
        make.submitted_rating(make.person(), occasion, person, *GOOD)
    figures = (
        api.attempt_scores(delivery_ids=[delivery.pk]),
        api.likert_summary(evaluation.pk),
        api.rating_outcomes(occasion_ids=[occasion.pk]),
    )
    assert privacy.erase_attempts(user) == 1
    assert privacy.erase_cases(user) == 4
    assert personal_data["assessments.AnonymousReceipt"].erase(user) == 0
    assert figures == (
        api.attempt_scores(delivery_ids=[delivery.pk]),
        api.likert_summary(evaluation.pk),
        api.rating_outcomes(occasion_ids=[occasion.pk]),
    )
    texts = Response.objects.filter(item_version__type="open_text").values_list("attempt__user", "answer")
    assert dict(texts) == {user.pk: {}, other.pk: {"value": "Secreto"}}
    comments = CriterionScore.objects.exclude(comment="").values_list(
        "rating__assignment__case__ratee", flat=True
    )
    assert list(comments) == [other.pk]


def test_merging_moves_everything():
    kept, gone = make.person(), make.person()
    make.finished_attempt(gone, make.delivery(), right=2)
    answer_sheet(gone, make.evaluation())
    occasion = make.occasion()
    make.submitted_rating(make.person(), occasion, gone, *GOOD)
    make.submitted_rating(gone, occasion, make.person(), *GOOD)
    assert privacy.merge_conflicts(kept, gone) == []
    with transaction.atomic():
        assert privacy.merge_move(kept, gone) == 4
    assert Attempt.objects.get().user == kept
    assert AnonymousReceipt.objects.get().user == kept
    assert not Assignment.objects.filter(case__ratee=kept, assessor=kept).exists()
    assert not RatingCase.objects.filter(ratee=gone).exists()
    assert not Assignment.objects.filter(assessor=gone).exists()


def test_a_moved_receipt_is_written_anew_with_those_beside_it():
    kept, gone, other = make.person(), make.person(), make.person()
    delivery = make.evaluation()
    for person in (gone, other):
        answer_sheet(person, delivery)
    days = dict(AnonymousReceipt.objects.values_list("user", "on"))
    before = set(AnonymousReceipt.objects.values_list("key", flat=True))
    with transaction.atomic():
        privacy.merge_move(kept, gone)
    assert dict(AnonymousReceipt.objects.values_list("user", "on")) == {
        kept.pk: days[gone.pk],
        other.pk: days[other.pk],
    }
    assert not before & set(AnonymousReceipt.objects.values_list("key", flat=True))


def test_what_both_accounts_have_forbids_merging():
    kept, gone, third = make.person(), make.person(), make.person()
    test, form, occasion = make.delivery(), make.evaluation(), make.occasion()
    for person in (kept, gone):
        make.finished_attempt(person, test, right=2)
        answer_sheet(person, form)
        make.submitted_rating(third, occasion, person, *GOOD)
    make.submitted_rating(kept, occasion, gone, *GOOD)
    assert privacy.merge_conflicts(kept, gone) == [
        "Las dos cuentas contestaron la misma evaluación.",
        "Las dos cuentas contestaron el mismo formulario anónimo.",
        "Las dos cuentas tienen calificación en la misma ocasión.",
        "Una cuenta calificó a la otra.",
    ]
    assert privacy.merge_conflicts(kept, make.person()) == []
