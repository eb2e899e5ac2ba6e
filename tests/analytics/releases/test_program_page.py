"""The page of the program is its newest release: nothing that happens between two changes a figure on it."""

import io
import re
from datetime import date, timedelta

import openpyxl
import pikepdf
import pytest
from django.urls import reverse
from django.utils.formats import date_format

from analytics.models import Release, ReleaseParticipation, ReleaseTable
from analytics.releases import publishing
from analytics.selectors.released import released
from analytics.selectors.scopes import program_scope
from courses import api as courses
from courses.models import Cohort
from lms.accounts.models import Center, User
from lms.accounts.roles import Role
from lms.core import clock
from tests.analytics import factories as make
from tests.analytics.releases.test_publishing import fill
from tests.held import held

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Two closed cohorts in two centers, with ratings and opinions; one that runs."""
    with held(django_db_blocker, "en"):
        center, other = make.center("Centro Valles"), make.center("Centro Altos")
        trainer = make.staff(Role.TRAINER, first_name="Maribel", last_name="Ochoa Vela")
        first, second = (
            make.cohort(
                centers=[center, other], trainers=[trainer], starts_on=date(2026, month, 1),
                ends_on=date(2026, month, 20),
            )
            for month in (9, 10)
        )  # fmt: skip
        running = make.cohort(
            centers=[center], trainers=[trainer], ends_on=clock.today() + timedelta(days=30)
        )
        for about, at, right in ((first, center, 4), (second, other, 3), (second, center, 2)):
            fill(about, at, 22, right=right)
        for about in (first, second):
            for number, one in enumerate(about.enrollments.order_by("pk")):
                one.cohort = about
                make.rated(one, trainer, 2 + number % 3)
                make.opined(one, 4, 5, 3 + number % 3)
        make.enrolled(running, at=center)
        yield center.pk, trainer.pk, [first.pk, second.pk, running.pk]


@pytest.fixture
def center(made, db):
    return Center.objects.get(pk=made[0])


@pytest.fixture
def trainer(made, db):
    return User.objects.get(pk=made[1])


@pytest.fixture
def world(made, db):
    return tuple(Cohort.objects.filter(pk__in=made[2]).order_by("pk"))


def main(client, **asked):
    """What the page says, without what differs by request."""
    response = client.get(reverse("program_home"), asked)
    assert response.status_code == 200
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def cells(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def pages(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


READERS = {"csv": bytes.decode, "xlsx": cells, "pdf": pages}


def files(client, **asked):
    found = {}
    for kind, read in READERS.items():
        response = client.get(reverse("report", args=["program"]), {**asked, "format": kind})
        assert response.status_code == 200
        found[kind] = read(response.content)
    return found


def everything(client):
    """Every look that whoever answers for the program has at its figures."""
    found = {"page": main(client)}
    for key in ("2026-09", "2026-C3"):
        found |= {f"{key} page": main(client, period=key)}
    found |= files(client)
    found["workbook"] = cells(client.get(reverse("donor_workbook", args=["ilab"])).content)
    found["bundle"] = client.get(reverse("evaluation_bundle")).content
    return found


def test_a_release_of_nobody_says_what_to_do(client, officer):
    made = publishing.publish()
    make.enrolled(make.cohort())
    client.force_login(officer)
    text = main(client)
    assert "Nobody was enrolled when publication 1 was made" in text
    assert f"next publication, on {date_format(made.next_on)}" in text


@pytest.mark.slow("two releases, and each page, file, workbook and bundle three times")
def test_nothing_that_happens_after_a_release_changes_a_figure(world, client, officer, trainer, center):
    first, second, running = world
    publishing.publish()
    client.force_login(officer)
    before = everything(client)
    assert "publication 1" in before["page"]
    assert "67 people are enrolled." in before["page"]
    # A score for somebody who had none, a better one, a rating, another mark, new people everywhere.
    late = running.enrollments.get()
    make.sat(late, "pre_test", 3)
    make.sat(first.enrollments.order_by("pk").first(), "post_test", 1, number=2)
    for about, at in ((first, center), (second, make.center("Centro Costa")), (running, center)):
        new = make.enrolled(about, at=at)
        make.sat(new, "pre_test", 0)
        make.sat(new, "post_test", 1)
        make.rated(new, trainer, 1)
    days = {"starts_on": date(2026, 8, 1), "ends_on": date(2026, 8, 20)}
    fill(make.cohort(centers=[center], trainers=[trainer], **days), center, 30, right=0)
    courses.withdraw(actor=trainer, enrollment=second.enrollments.order_by("pk").first())
    assert everything(client) == before
    # The control: the next release has them.
    publishing.publish()
    after = everything(client)
    assert "100 people are enrolled." in after["page"]
    assert all(after[name] != before[name] for name in before)


def test_a_new_sheet_is_never_the_difference_of_two_looks(world, client, officer):
    """A cohort that somebody adds a sheet to waits as a whole: the box is not copied (ADR 0033)."""
    first, second, _running = world
    publishing.publish()

    def opinions():
        return {key: len(own) for key, own in released(program_scope(officer)).figures.opinions.items()}

    assert opinions() == {first.pk: 22, second.pk: 44}
    make.opined(make.enrolled(first), 1, 1, 1)
    assert opinions() == {second.pk: 44}
    publishing.publish()
    assert opinions() == {second.pk: 44}
    for _sheet in range(9):
        make.opined(make.enrolled(first), 5, 5, 5)
    assert opinions() == {second.pk: 44}
    publishing.publish()
    assert opinions() == {first.pk: 32, second.pk: 44}
    assert ReleaseParticipation.objects.latest("pk").sheets == {str(first.pk): 32, str(second.pk): 44}


def test_before_the_first_release_the_page_shows_nobody_and_says_who_publishes(world, client, officer):
    for user in (officer, make.staff(Role.ADMINISTRATOR)):
        client.force_login(user)
        text = main(client)
        assert "Nothing is published yet" in text
        assert "the daily run of the server does" in text
        assert reverse("program_releases") in text
        assert not re.search(r"\d+ people", text)
        for kind in READERS:
            asked = {"format": kind}
            assert client.get(reverse("report", args=["program"]), asked).status_code == 404
    assert "Nothing is published yet" in client.get(reverse("report", args=["program"])).content.decode()
    assert "the program has no figures" in client.get(reverse("program_releases")).content.decode()


def test_a_release_from_before_participation_was_kept_shows_whom_its_units_show(world, officer):
    made = publishing.publish()
    earlier = Release.objects.create(
        number=2, published_at=made.published_at, data_as_of=made.data_as_of, next_on=made.next_on,
        definitions=made.definitions, digest="",
    )  # fmt: skip
    found = released(program_scope(officer))
    assert (found.release, len(found.figures), len(found.participation)) == (str(earlier.number), 66, 0)
    assert found.figures.opinions == {}


def test_the_page_leads_to_sheets_releases_and_files(world, client, officer):
    publishing.publish()
    client.force_login(officer)
    text = main(client)
    for address in (
        reverse("indicator", args=["K2"]),
        reverse("program_releases"),
        reverse("report", args=["program_changes"]),
        f"{reverse('report', args=['program'])}?format=xlsx",
    ):
        assert f'href="{address}"' in text
    assert text.index("Centro Altos") < text.index("Centro Valles")
    assert "this is no ranking" in text
    for heading in ("By sex", "By cohort, in the order of time", "Right answers before and after, by topic"):
        assert heading in text
    assert client.get("/en/program/figures.csv").status_code == 404


def test_a_breakdown_that_was_taken_out_stays_out_while_nothing_moves(world, monkeypatch):
    monkeypatch.setattr("analytics.disclosure.tells", lambda *found, **rules: True)
    publishing.publish()
    monkeypatch.undo()
    taken = {(one.center_id, one.dimension) for one in ReleaseTable.objects.filter(withheld=True)}
    assert len(taken) == 14  # of two centers each of the five, of the program all but offices
    second = publishing.publish()
    assert {
        (one.center_id, one.dimension) for one in ReleaseTable.objects.filter(release=second, withheld=True)
    } == taken
