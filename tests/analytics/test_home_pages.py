"""The start pages of managers and officers."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from analytics.releases import publishing
from analytics.selectors.own_gain import OwnGain, TopicGain
from lms.accounts.models import Letter
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


def fill(about, trainer, at, count: int = 12) -> list:
    """People with scores that vary, of which most finish."""
    people = []
    for number in range(count):
        one = make.enrolled(about, at=at, sex="F" if number % 2 else "M")
        make.sat(one, "pre_test", number % 3)
        make.sat(one, "post_test", (2, 4, 3)[number % 3])
        make.rated(one, trainer, *((2,) * 10 if number % 4 == 0 else ()))
        make.opined(one, 4, 5, 4)
        people.append(one)
    return people


def test_the_manager_reads_the_finding_first(client, about, trainer, center, manager):
    fill(about, trainer, center)
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "Centro Valles" in page
    assert page.split("<h1>")[1].split("</h1>")[0] == "They know more, but only 3 of 6 targets were reached"
    assert "From 25% to 75% right, in 12 people tested before and after" in page
    assert "(missing one of the two: 0; not due yet: 0)." in page
    assert "Without a comparison group it is not known how much of this is due to the course." in page
    # Where people are, before and after, how many rose, the criteria; too few for starting levels.
    assert page.count('class="chart"') == 4
    assert "Simulated data" not in page
    assert "style=" not in page


def test_names_stand_beside_what_is_lacking_and_nowhere_else(client, about, trainer, center, manager):
    people = fill(about, trainer, center)
    person = make.assessments.person(first_name="Rocío", last_name="Lara Peña", language="en", center=center)
    late = make.enrolled(about, user=person, at=center)
    other = make.enrolled(about, at=make.center())
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    for one in [*people, other]:
        assert str(one.user) not in page
        assert one.user.email not in page
    assert page.count(str(late.user)) == 2  # once read, once as the name of its button
    assert "1 person lacks something whose date has passed." in page
    assert AuditEvent.objects.filter(action="analytics.behind", actor_id=manager.pk).count() == 1
    remind = reverse("center_remind", args=[late.uuid])
    for _twice in range(2):
        assert client.post(remind).status_code == 302
    letter = Letter.objects.get(user=late.user)
    assert letter.kind == "steps_reminder"
    assert letter.context["steps"] == "Pre-test, Assessed role-play, Post-test, Course evaluation"
    Letter.objects.all().delete()
    person.is_active = False
    person.save()
    told = client.post(remind, follow=True).content.decode()
    assert f"Nothing was sent: the account of {person} is closed." in told
    assert not Letter.objects.exists()
    assert client.post(reverse("center_remind", args=[other.uuid])).status_code == 404
    assert str(late.user) in client.get(reverse("center_behind")).content.decode()
    assert client.get(reverse("center_behind"), {"page": "9"}).status_code == 200
    assert "lacks something" not in client.get(reverse("report", args=["center"])).content.decode()


def test_the_manager_sees_the_own_center_only(client, about, trainer, center, manager):
    other = make.center("Centro Canario")
    fill(about, trainer, center)
    fill(about, trainer, other)
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "Centro Canario" not in page
    assert "in 12 people tested before and after" in page


def test_simulated_cohorts_are_labelled(client, trainer, center, manager):
    fill(make.cohort(centers=[center], trainers=[trainer], is_simulated=True), trainer, center)
    client.force_login(manager)
    assert "Simulated data" in client.get(reverse("center_home")).content.decode()


def test_too_few_people_show_no_figure(client, about, trainer, center, manager):
    fill(about, trainer, center, count=4)
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "There are no results to show yet" in page
    assert "4 people are enrolled (missing: 0; not due yet: 0)." in page
    assert page.count('class="chart"') == 1  # where they are, which their own center knows
    assert "protected" in page


def test_without_people_the_page_says_what_to_do(client, manager):
    client.force_login(manager)
    assert "Nobody of your center is enrolled yet" in client.get(reverse("center_home")).content.decode()


def test_without_any_center_the_page_says_whom_to_ask(client):
    client.force_login(make.assessments.person(is_superuser=True))
    assert "You do not manage a center yet" in client.get(reverse("center_home")).content.decode()


def test_a_cohort_is_chosen_from_the_list_alone(client, about, trainer, center, manager):
    second = make.cohort(centers=[center], trainers=[trainer], name="Cohorte Sur")
    fill(about, trainer, center)
    fill(second, trainer, center, count=10)
    client.force_login(manager)
    page = client.get(reverse("center_home"), {"cohort": str(second.uuid)}).content.decode()
    assert re.search(rf'cohort={second.uuid}"\s+aria-current="page">Cohorte Sur<', page)
    assert "in 10 people tested before and after" in page
    assert "By sex" not in page
    hidden = make.cohort()
    for asked in (str(hidden.uuid), "x", f"{about.uuid}+{second.uuid}"):
        assert client.get(reverse("center_home"), {"cohort": asked}).status_code == 404


def test_who_may_open_the_pages(client, about, trainer, manager, officer):
    for user, center_status, program_status in (
        (make.enrolled(about).user, 403, 403),
        (trainer, 403, 403),
        (manager, 200, 403),
        (officer, 403, 200),
        (make.staff(Role.ADMINISTRATOR), 403, 200),
    ):
        client.force_login(user)
        assert client.get(reverse("center_home")).status_code == center_status
        assert client.get(reverse("program_home")).status_code == program_status
        file = client.get(reverse("report", args=["program"]), {"format": "csv"})
        assert file.status_code == (404 if program_status == 200 else 403)  # nothing is published yet


@pytest.mark.parametrize("page", ["center_home", "program_home"])
def test_tables_have_names_and_headings_are_no_landmarks(
    client, about, trainer, center, officer, manager, page
):
    """Whoever has the page read aloud meets a handful of landmarks, and every table says what it is."""
    for number in range(24):
        one = make.enrolled(about, at=center, sex="FM"[number % 2])
        make.sat(one, "pre_test", 1)
        make.sat(one, "post_test", (3, 4)[number % 3 == 0])
        make.rated(one, trainer, *((2,) if number % 4 == 0 else ()))
    publishing.publish()
    client.force_login(manager if page == "center_home" else officer)
    html = client.get(reverse(page)).content.decode()
    assert html.count("<table") == html.count("<caption") > 3
    assert 'role="region"' not in html
    assert "<section aria-label" not in html
    assert not re.search(r"<section[^>]*aria-label", html)
    assert re.search(r'role="img" aria-labelledby="(\S+)-t" aria-describedby="\1-d"', html)


def test_what_each_figure_means_is_where_the_link_leads(client, about, trainer, center, manager):
    fill(about, trainer, center)
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    target = re.search(r'href="([^"]+)">\s*What each figure means', page)[1]
    address, _hash, anchor = target.partition("#")
    told = client.get(address).content.decode()
    assert f'id="{anchor}">What each figure means<' in told
    for heading in ("Finished the course", "Within the margin", "Missing and not due yet"):
        assert heading in told[told.index(f'id="{anchor}"') :]


def test_what_is_ready_leads_to_issuing_it(client, about, trainer, center, manager):
    for _person in range(6):
        make.finisher(about, trainer, at=center)
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "Certificates that only wait to be issued" in page
    link = reverse("certificates_issue", args=[about.uuid])
    assert link in page
    assert client.get(link).status_code == 200


def test_paper_shows_tables_open_and_numbers_in_ink():
    """On paper nothing can be unfolded, and a printer may leave out what is behind a number."""
    css = (settings.BASE_DIR / "static/css/print.css").read_text()
    assert "details::details-content { content-visibility: visible" in css
    heat = re.search(r"\.heat td \{([^}]+)\}", css)[1]
    assert "background: none" in heat
    assert "color: var(--ink)" in heat
    for template in ("document/_take", "live/sheets"):
        text = (settings.BASE_DIR / f"templates/analytics/{template}.html").read_text()
        last = text[text.rindex("<section") :]
        assert "no-print" in last, "links alone make no page"


def test_the_own_gain_stands_on_the_start_page(client, about, center):
    one = make.enrolled(about, at=center)
    make.sat(one, "pre_test", 1)
    make.sat(one, "post_test", 2)
    make.sat(one, "post_test", 3, number=2)
    client.force_login(one.user)
    page = client.get(reverse("learning")).content.decode()
    assert "You went from <strong>1 to 3 right answers of 4</strong>." in page
    assert "You moved least in: m2." in page
    table = page[page.index('<table class="gain"') :].split("</table>")[0]
    # Before, after and gain: three columns of figures, so that a phone shows all of them.
    assert re.findall(r'scope="col"[^>]*>([^<]+)<', table) == ["Topic", "Before", "After", "Gain"]
    assert "<td></td>" not in table
    assert "+1" in table


def test_a_topic_that_lacks_nothing_is_not_named_as_the_one_that_moved_least():
    def topic(before, after):
        return TopicGain({"es": f"{before} {after}"}, before, after, 5)

    def least(*topics):
        moment = clock.now()
        return OwnGain({"es": "x"}, 1, 2, 3, moment, moment, topics).least

    full, little, much = topic(4, 5), topic(1, 2), topic(0, 4)
    assert least(full, little, much) == little
    assert least(full, topic(5, 5)) is None
    assert least(little, topic(2, 3)) is None  # two moved alike
    assert least(little) is None


def test_why_figures_changed_leads_back_where_nothing_is_to_tell_yet(client, manager, officer):
    for user, home, key in (
        (manager, "center_home", "center_changes"),
        (officer, "program_home", "program_changes"),
    ):
        client.force_login(user)
        page = client.get(reverse("report", args=[key])).content.decode()
        (empty,) = re.findall(r'<div class="empty">(.*?)</div>', page, re.S)
        assert "There is no second publication yet" in empty
        assert f'href="{reverse(home)}"' in empty
