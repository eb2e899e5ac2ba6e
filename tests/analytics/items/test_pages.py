"""The tests of a cohort and the analysis of one, from rows to page."""

import io

import openpyxl
import pytest
from django.urls import reverse

from assessments import api as assessments
from assessments.models import Delivery
from assessments.services.audiences import add_people, open_outside
from lms.accounts import api as accounts
from lms.accounts.models import Letter
from lms.accounts.roles import Role
from lms.core import clock
from tests.analytics import factories as make
from tests.analytics.items.test_analysis import analyzed
from tests.assessments import factories as items
from tests.budgets import counted
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


def fill(about, people: int = 24, *, kind: str = "pre_test") -> None:
    for number in range(people):
        make.sat(make.enrolled(about), kind, number % 5)


def page(client, who, about, name="test_analysis", **more):
    client.force_login(who)
    return client.get(reverse(name, kwargs={"uuid": make.delivery_of(about, "pre_test").uuid, **more}))


def test_rows_of_the_database_become_columns(about):
    fill(about, 5)
    enrollment = make.enrolled(about)
    make.sat(enrollment, "pre_test", 4)
    make.sat(enrollment, "pre_test", 0, number=2)
    delivery = make.delivery_of(about, "pre_test")
    (test,) = assessments.delivery_facts(delivery_ids=[delivery.pk])
    (form,) = test.forms
    assert (form.people, form.label, test.people) == (6, "", 6)
    marks = assessments.form_marks(delivery_ids=[delivery.pk], version_id=form.version_id)
    assert marks.asked is None
    assert [(one.key, one.right, one.points) for one in marks.questions] == [
        (f"q{place:02}", "a", 1.0) for place in (1, 2, 3, 4)
    ]
    from analytics.reports.items.columns import columns_of

    columns = columns_of(marks)
    assert columns.marks.tolist() == [
        [0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 1],
    ]  # fmt: skip
    assert columns.answers[1].tolist() == ["a", "b", "b", "b"]
    assert [row.difficulty.value for row in analyzed(columns).questions] == pytest.approx(
        [5 / 6, 4 / 6, 3 / 6, 2 / 6]
    )


def test_the_trainer_reads_the_finding_first(client, about, trainer):
    fill(about)
    found = page(client, trainer, about).content.decode()
    assert "<h1>No key looks wrong; 4 questions can be improved.</h1>" in found
    assert "24 people have taken it. Each person&#x27;s first sitting counts." in found
    assert "An option was chosen by nobody: it could be replaced." in found
    assert found.count('class="pic"') == 4
    assert "style=" not in found


def test_people_add_no_queries(client, about, trainer):
    fill(about, 6)
    spent = []
    page(client, trainer, about)
    for _ in range(2):
        with counted() as one:
            page(client, trainer, about)
        spent.append(one.queries)
        fill(about, 4)
    assert spent[0] == spent[1]


def test_few_people_are_hidden_from_page_and_file(client, about, trainer):
    fill(about, 4)
    found = page(client, trainer, about).content.decode()
    assert "4 people have taken it: too few to show anything without telling on somebody." in found
    assert 'class="pic"' not in found
    file = page(client, trainer, about, "test_analysis_download", kind="csv").content.decode()
    assert len(file.splitlines()) == 1


def test_others_see_it_by_the_rule_for_shared_figures(client, about, trainer, officer):
    fill(about, 9)
    assert 'class="pic"' in page(client, trainer, about).content.decode()
    assert 'class="pic"' not in page(client, officer, about).content.decode()


def test_spreadsheets_hold_the_same(client, about, trainer):
    fill(about)
    answer = page(client, trainer, about, "test_analysis_download", kind="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["1 Questions", "2 Options"]
    first = [cell.value for cell in book["1 Questions"][2]]
    assert first[:6] == [1, "q01", "m1", "Pregunta 1 (en)", 24, 79.2]
    options = [[cell.value for cell in row] for row in book["2 Options"].iter_rows(min_row=2, max_row=5)]
    assert [(row[2], row[4], row[5]) for row in options] == [
        ("A", "Yes", 19), ("B", "", 5), ("C", "", 0), ("D", "", 0),
    ]  # fmt: skip


def test_strangers_find_nothing(client, about):
    fill(about, 6)
    assert page(client, make.staff(Role.TRAINER), about).status_code == 404
    assert page(client, make.staff(Role.EDITOR), about).status_code == 403


def test_opinion_forms_are_no_tests(client, about, trainer):
    client.force_login(trainer)
    evaluation = make.delivery_of(about, "evaluation")
    assert client.get(reverse("test_analysis", args=[evaluation.uuid])).status_code == 404
    listed = client.get(reverse("cohort_tests", args=[about.uuid])).content.decode()
    assert listed.count("/analysis/") == 2


def test_a_test_that_nobody_sat_says_so(client, about, trainer):
    found = page(client, trainer, about)
    assert found.status_code == 200
    assert "0 people have taken it" in found.content.decode()
    assert page(client, trainer, about, "test_analysis_download", kind="csv").status_code == 404


def test_who_has_not_taken_it_is_named_to_those_who_see_names_and_reminded(client, about, trainer, officer):
    taken, missing = make.enrolled(about), make.enrolled(about)
    make.sat(taken, "pre_test", 2)
    Delivery.objects.update(closes_at=None)
    found = page(client, trainer, about, "not_taken").content.decode()
    assert "1 person has not taken it" in found
    assert missing.user.last_name in found
    assert taken.user.last_name not in found
    url = reverse("not_taken", args=[make.delivery_of(about, "pre_test").uuid])
    for _ in range(2):
        assert client.post(url).status_code == 302
    assert [one.user for one in Letter.objects.filter(kind="test_reminder")] == [missing.user]
    Letter.objects.all().delete()
    missing.user.is_active = False
    missing.user.save()
    assert client.post(url).status_code == 302
    assert not Letter.objects.exists()
    seen = page(client, officer, about, "not_taken").content.decode()
    assert "1 person has not taken it" in seen
    assert missing.user.last_name not in seen
    Delivery.objects.update(closes_at=clock.now())
    client.force_login(trainer)
    assert "not open now" in client.post(url, follow=True).content.decode()


def test_whoever_opened_practice_reads_what_its_questions_did_and_corrects_a_key(client, about, trainer):
    opened = open_outside(
        actor=trainer,
        forms={"": items.knowledge_test()},
        title=items.text("Repaso"),
        purpose="practice",
        rules=assessments.DeliveryRules(opens_at=clock.now()),
    )
    client.force_login(trainer)
    led = client.get(reverse("delivery", args=[opened.uuid])).content.decode()
    address = reverse("test_analysis", args=[opened.uuid])
    assert led.count(f'href="{address}"') == 1
    add_people(actor=trainer, delivery=opened, people=[person := make_person()])
    attempt = assessments.start_attempt(user=person, delivery=opened)
    assessments.submit_attempt(user=person, attempt=attempt)
    found = client.get(address).content.decode()
    assert found.count("Correct the key or annul it") == 4
    assert "Pregunta 1 (en)" in found
    stranger = make_person()
    accounts.grant_role(actor=None, user=stranger, role=Role.TRAINER)
    client.force_login(stranger)
    assert client.get(address).status_code == 404
