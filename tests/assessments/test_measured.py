"""Practice asks nothing by which somebody is measured, and who measures learns what was practiced."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api, registries
from assessments.interfaces.practice_words import practice_warning
from assessments.models import Delivery, FormSet, InstrumentVersion, ParallelForm
from assessments.rules.instrument_plans import Entry, Plan, Section
from assessments.selectors.audiences import AudienceHost
from assessments.selectors.item_choice import Wanted, choosable
from assessments.selectors.measured import measuring
from assessments.selectors.openable import openable, practicable
from assessments.selectors.plan_items import faults_of
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_forms import form_versions
from tests.budgets import counted
from tests.lms.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing]


@pytest.fixture(autouse=True)
def only_audiences(monkeypatch):
    monkeypatch.setattr(registries, "hosts", [AudienceHost()])
    monkeypatch.setattr(registries, "measured", [])


def another_test(*items):
    return api.ensure_instrument_version(
        key="another", title=make.text("Otra"), intro={}, items=items, minutes=5
    )


@pytest.mark.parametrize("purpose", ["pre_test", "post_test", "follow_up", "selection"])
def test_what_a_delivery_measures_is_never_practiced(purpose):
    opened = make.delivery(purpose=purpose)
    shared, own = make.items_of(opened)[2], make.choice_items(5)[4]
    version = another_test(shared, own)
    assert measuring([version]) == ["q03"]
    with pytest.raises(UserError, match=r": q03\.") as caught:
        make.delivery(version, purpose="practice")
    assert caught.value.code == "measures"
    practice = make.delivery(another_test(own), purpose="practice")
    with refused("measures"):
        api.add_form(actor=None, delivery=practice, instrument_version=version, label="B")
    assert Delivery.objects.filter(purpose="practice").get().forms.count() == 0


def test_another_wording_of_a_question_that_measures_is_refused_and_what_is_over_is_not():
    opened = make.delivery(closes_at=clock.now() + timedelta(hours=1))
    reworded = api.ensure_item_version(
        key="q01", type="single_choice", content=make.choice_content("Dicha de otro modo")
    )
    version = another_test(reworded)
    assert measuring([version]) == ["q01"]
    Delivery.objects.filter(pk=opened.pk).update(closes_at=clock.now())
    assert measuring([version]) == []
    assert make.delivery(version, purpose="practice").purpose == "practice"


def test_forms_of_a_delivery_sets_of_tests_and_paths_of_courses_measure_too():
    versions = form_versions("A", "B", "C", "D")
    api.add_form(actor=None, delivery=make.delivery(), instrument_version=versions["A"], label="B")
    for purpose, label in (("selection", "B"), ("practice", "B"), ("post_test", "C")):
        made = FormSet.objects.create(key=f"set-{label}", purpose=purpose, plan={}, published_at=clock.now())
        ParallelForm.objects.create(form_set=made, version=versions[label], label="A")
    found = {label: measuring([version]) for label, version in versions.items()}
    # What was built for a selection once, and for practice since, is practice now.
    assert found == {"A": ["fA"], "B": [], "C": ["fC"], "D": []}
    rows = InstrumentVersion.objects.filter(pk=versions["D"].pk).values("pk")
    registries.register_measured(lambda: [rows])
    assert measuring([versions["D"]]) == ["fD"]


def test_an_opinion_measures_nobody():
    make.delivery(make.opinion_form(), purpose="follow_up")
    assert measuring([make.opinion_form()]) == []


def test_only_what_may_be_practiced_is_offered_and_chosen():
    make.delivery()
    spare = make.choice_items(5)[4]
    another_test(spare)
    tests = openable()
    with counted() as spent:
        offered = practicable(tests)
    spent.within(queries=1)
    assert [[one.key for one in tests] for tests in (tests, offered)] == [
        ["another", "knowledge_test"],
        ["another"],
    ]
    assert [one.item.key for one in choosable(Wanted(unasked=True))] == ["q05"]


def test_a_practice_test_with_questions_that_measure_cannot_be_published():
    measured, spare = make.items_of(make.delivery())[0], make.choice_items(5)[4]

    def found(purpose, *versions):
        entries = tuple(Entry(str(one.item.uuid)) for one in versions)
        plan = Plan(title=make.text("T"), purpose=purpose, sections=(Section(items={"A": entries}),))
        return [(one.code, list(one.items)) for one in faults_of(plan) if one.blocks]

    assert found("practice", measured, spare) == [("measured", [str(measured.item.uuid)])]
    assert found("practice", spare) == found("post_test", measured, spare) == []


def test_the_page_offers_what_may_be_practiced_and_warns_of_what_was(client):
    make.delivery(closes_at=clock.now() + timedelta(minutes=1))
    another_test(make.choice_items(5)[4])
    client.force_login(make_person(Role.PROGRAM_OFFICER))
    url = reverse("delivery_new")
    page = client.get(url).content.decode()
    assert "Otra (es)" in page
    assert "Evaluación de conocimientos (es)" not in page
    assert "1 evaluación no se ofrece" in page
    Delivery.objects.update(closes_at=clock.now())
    value = next(one.value for one in openable() if one.key == "knowledge_test")
    sent = {
        "instrument": value,
        "title_es": "Repaso",
        "title_en": "Review",
        "opens_at": "2026-01-01T08:00",
        "counts": "last",
        "feedback": "answers",
        "late": "refuse",
        "layout": "item",
    }
    assert "ya se us" not in client.post(url, sent, follow=True).content.decode()
    told = client.post(f"{url}?purpose=selection", sent, follow=True).content.decode()
    assert "4 de sus preguntas" in told
    assert "q01, q02, q03, q04" in told
    assert practice_warning(Delivery.objects.filter(purpose="practice")).startswith("4 ")
