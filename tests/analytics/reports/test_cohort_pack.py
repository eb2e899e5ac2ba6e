"""What a trainer takes of a cohort: what its pages show them, and nobody else."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.reports.cohort_pack import opinions
from analytics.reports.document import Figure, Note
from analytics.reports.pages.cohort import AUDIENCE
from analytics.reports.registry import Asked, report, run
from analytics.selectors.figures import opinions_of
from analytics.selectors.released import released
from analytics.selectors.scopes import centers_scope
from assessments.models import AnonymousComment, AnonymousSheet
from assessments.services.deliveries import change_delivery
from courses import api as courses
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.analytics import factories as make
from tests.assessments import factories as assessments

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(about, trainer, center):
    """Eleven people who finished, rated by two; one who has only begun."""
    other = make.staff(Role.TRAINER, first_name="Otra", last_name="Evaluadora")
    for number in range(11):
        one = make.enrolled(about, at=center)
        one.user.first_name, one.user.last_name = f"Nombre{number:02}", "Ávila"
        one.user.save()
        make.sat(one, "pre_test", 1)
        make.sat(one, "post_test", 2 + number % 3)
        make.rated(one, trainer, 2, None)
        if number < 7:
            make.rated(one, other, 3)
        make.opined(one, 4, 5, 3)
    late = make.enrolled(about, at=center, status="withdrawn")
    make.sat(late, "pre_test", 3)
    return about


def address(about):
    return reverse("report", args=["cohort"]) + f"?cohort={about.uuid}"


def take(client, about, kind):
    return client.post(address(about), {"format": kind})


def book(client, about):
    with CaptureQueriesContext(connection) as asked:
        response = take(client, about, "xlsx")
    assert response.status_code == 200
    found = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = {
        sheet.title.partition(" ")[2]: [[cell.value for cell in row] for row in sheet] for sheet in found
    }
    return cells, len(asked)


@pytest.mark.slow("a cohort whose people did everything, twice taken")
def test_the_pack_has_what_the_pages_show_its_trainer(whole, trainer, center, client, tmp_path):
    client.force_login(trainer)
    page = client.get(address(whole)).content.decode()
    assert whole.name in page
    assert f'<li><a href="{reverse("cohort", args=[whole.uuid])}">' in page
    assert "Nombre00" not in page
    assert AuditEvent.objects.filter(action="analytics.take_report").count() == 0
    found, queries = book(client, whole)
    event = AuditEvent.objects.get(action="analytics.take_report")
    assert (event.actor, event.data) == (
        trainer,
        {"report": "cohort", "format": "xlsx", "cohort": str(whole.uuid)},
    )
    people = {row[0]: row for row in found["People"]}
    assert len(people) == 13
    assert people["Nombre01 Ávila"][1:] == [
        "Centro Valles", 1, "Exempt", "Not yet competent", 3, 3, 4, "Yes", "Done", "",
    ]  # fmt: skip
    criteria = found["Person by criterion"]
    assert criteria[1][:3] == ["Nombre00 Ávila", 2.5, 3]
    assert criteria[-1][:3] == ["Nombre10 Ávila", 2, "[z]"]
    assert {row[0]: row[1] for row in found["Severity"][1:]} == {"You": 11, "Assessor B": 7}
    assert "Otra" not in str(found)
    questions = found["Post-test"]
    assert [row[2] for row in questions[1:]] == [11] * 4
    assert [row[3] for row in questions[1:]] == [100, 100, 64, 27]
    statements = found["Course evaluation"]
    assert [row[1:4] for row in statements[1:]] == [[11, 4, 100], [11, 5, 100], [11, 3, 0]]
    assert "names and scores" in str(found["Cover"])
    # From the command line the same, with assessors by name; as any format.
    out = tmp_path / "pack.csv"
    call_command("report", "cohort", cohort=whole.code, format="csv", out=out, language="en")
    assert "Otra Evaluadora" in out.read_text("utf-8-sig")
    assert take(client, whole, "pdf").content.startswith(b"%PDF")
    # More people cost no more questions to the database.
    for _number in range(3):
        one = make.enrolled(whole, at=center)
        make.sat(one, "pre_test", 1)
        make.rated(one, trainer, 2)
    assert book(client, whole)[1] <= queries


def test_nobody_else_takes_it(whole, trainer, manager, officer, client):
    other = make.staff(Role.TRAINER)
    for user, status in ((other, 404), (manager, 403), (officer, 403)):
        client.force_login(user)
        assert client.get(address(whole)).status_code == status
        assert take(client, whole, "xlsx").status_code == status
    client.force_login(trainer)
    assert client.get(reverse("report", args=["cohort"])).status_code == 404
    assert take(client, whole, "html").status_code == 404
    assert client.post(reverse("report", args=["record"]), {"format": "pdf"}).status_code == 405
    assert AuditEvent.objects.filter(action="analytics.take_report").count() == 0
    # Somebody's cohort who trains no longer.
    whole.trainers.clear()
    assert client.get(address(whole)).status_code == 404


def test_what_people_say_of_before_stands_apart_and_in_no_index(about, trainer, center):
    """A then-test: both asked after the course, of the same people; neither gain nor reaction hear of it.

    The reaction index reads the first ten statements of every course's evaluation, by their keys.
    """
    step = about.steps.get(kind="evaluation")
    span = {"opens_at": step.delivery.opens_at, "closes_at": step.delivery.closes_at}
    step.delivery = assessments.evaluation(assessments.opinion_form(2, change=True, letter="y"), **span)
    step.save()
    for number in range(12):
        make.opined(make.enrolled(about, at=center), 4, 4, 1 + number % 2, 5 - number % 3)
    info = courses.cohort_infos([about])[about.pk]
    opinion, change = opinions.figures(info, audience=AUDIENCE)
    # Words are read once ten sheets are in, in an order that tells nothing.
    question = assessments.items_of(step.delivery)[-1]
    for text in ("Más práctica.", "Audiencias más cortas."):
        AnonymousComment.objects.create(delivery=step.delivery, item_version=question, text=text)
    (words,) = list(opinions.figures(info, audience=AUDIENCE))[2:]
    assert [row.cells for row in words.table.rows] == [("Audiencias más cortas.",), ("Más práctica.",)]
    means = [[row.cells[0].value, row.cells[1].shown.value] for row in change.table.rows]
    assert means == [[12, 1.5], [12, 4.0]]
    assert len(opinion.table.rows) == 2
    assert opinions_of({about.pk: info}) == {about.pk: (4.0,) * 12}
    AnonymousSheet.objects.filter(pk__in=AnonymousSheet.objects.values("pk")[:3]).delete()
    assert len(list(opinions.figures(info, audience=AUDIENCE))) == 2


def test_opinions_of_nine_are_nobodys_and_none_are_read_before_the_form_closes(about, trainer, center):
    for _number in range(9):
        make.opined(make.enrolled(about, at=center), 5, 5, 5)
    document = run(report("cohort"), Asked(trainer, {"cohort": str(about.uuid)}))
    table = next(one.table for one in document.figures if one.table.key.startswith("opinions"))
    assert {str(cell) for row in table.rows for cell in row.cells[1:]} == {"Symbol.PROTECTED"}
    form = make.delivery_of(about, "evaluation")
    form.closes_at = None
    form.save(update_fields=["closes_at"])
    assert list(opinions.figures(courses.cohort_infos([about])[about.pk], audience=AUDIENCE)) == []


def test_nobody_is_told_apart_by_closing_a_form_and_opening_it_again(about, trainer, center):
    """A trainer moves the last day of an evaluation as they like, and sees who has sent it."""
    info = courses.cohort_infos([about])[about.pk]
    delivery = make.delivery_of(about, "evaluation")
    question = assessments.items_of(delivery)[-1]

    def sent(people, text):
        for _number in range(people):
            make.opined(make.enrolled(about, at=center), 1, 2, 3)
            AnonymousComment.objects.create(delivery=delivery, item_version=question, text=text)

    def moved(last_day):
        rules = delivery.rules.within(delivery.opens_at, last_day)
        change_delivery(actor=trainer, delivery=delivery, rules=rules, why="more time")

    def told():
        return [one for one in opinions.figures(info, audience=AUDIENCE) if isinstance(one, Figure)]

    now = clock.now()
    sent(12, "Bien.")
    moved(now - timedelta(hours=1))
    assert len(told()) == 2
    moved(now + timedelta(days=1))
    assert told() == []
    moved(now - timedelta(hours=1))
    assert len(told()) == 2, "nobody came"
    moved(None)
    sent(1, "Mal.")
    moved(now - timedelta(hours=1))
    assert told() == []
    (note,) = opinions.figures(info, audience=AUDIENCE)
    assert isinstance(note, Note)
    # Nor where a center reads its results live, as before the first publication.
    assert released(centers_scope(center.code)).figures.opinions == {}
    moved(now + timedelta(days=1))
    moved(now - timedelta(hours=1))
    assert told() == [], "nor after opening it once more"
    moved(now + timedelta(days=1))
    sent(10, "Bien.")
    moved(now - timedelta(hours=1))
    assert len(told()) == 2
    assert len(released(centers_scope(center.code)).figures.opinions[about.pk]) == 23
