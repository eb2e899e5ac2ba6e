"""The mark-up of every page, as everybody gets it, and of every form that comes back."""

import re
from collections import defaultdict

import pytest

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from tests.security.crawl import client_of
from tests.security.markup_rules import faults_of, read, title_of

pytestmark = pytest.mark.django_db
MANY = 9
# The guide shows each part twice; an invitation that is used up says nothing of whose it was; assessments
# do not know of cohorts, and a course is the same one in all.
ALIKE = {
    "invitation",
    "course_part",
    "rating_list",
    "exam_days",
    "exam_day_new",
    "key_correction",
    "key_corrected",
    "marking_progress",
    "board_report",
    "paper_sheets",
    "paper_sheet_blank",
    "client_sheet",
    "client_tablet",
    "client_tablet_sheet",
    "report",
}


def a_page(inside: str) -> str:
    return f'<html lang="en"><head><title>T</title></head><body><h1>H</h1>{inside}</body></html>'


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<p>a<ul><li>b</li></ul></p>", "<ul> in <p>"),
        ("<p>a", "</body> closes <p>"),
        ("<div><b>a</div></b>", "</div> closes <b>"),
        ("<ul><div>a</div></ul>", "<div> in <ul>"),
        ("<p>n < 10</p>", "a bare < in <p>"),
        ('<p id="a">a</p><p id="a">b</p>', "id 'a' 2 times"),
        ('<a href="#q3">a</a>', "href of <a> leads to no 'q3'"),
        ('<p aria-describedby="x">a</p>', "aria-describedby of <p> leads to no 'x'"),
        ('<label for="a">a</label><input id="a" required>', "required on <input>"),
        ('<time datetime="2026-01-01T10:00:00.1234">a</time>', "datetime 2026-01-01T10:00:00.1234"),
        ("<h3>a</h3>", "h1 is followed by h3: a"),
        ("<h1>a</h1>", "2 first headings"),
        ('<nav aria-label="a"></nav><nav aria-label="a"></nav>', "2 landmarks navigation 'a'"),
        ('<div role="region">a</div>', "<div> is a region without a name"),
        ('<input name="a">', "<input name=a> without a label"),
        ('<label><input type="radio" name="a">a</label>', "radio a outside a group with a legend"),
        ('<fieldset><legend>q</legend><label><input type="radio" aria-invalid="true">a</label></fieldset>',
         "a mark on each control of a group"),
        ("<table><tr><td>a</td></tr></table>", "<table> without a name"),
        ('<table><thead><tr><th scope="col"></th></tr></thead></table>', "<th> without words: "),
        ("<a href='/'><svg></svg></a>", "<a> without a name"),
        ('<p lang="es_MX">a</p>', "lang 'es_MX' on <p>"),
        ("<button autofocus>a</button><p autofocus>a</p>", "several elements ask for the focus"),
        ("<button>a <a href='/'>b</a></button>", "<a> in something to press"),
    ],
)  # fmt: skip
def test_the_rules_see(inside, fault):
    assert fault in faults_of(a_page(inside))


def test_the_rules_let_good_markup_pass():
    good = '<main><ul><li><a href="#a">a</a></li></ul><p id="a">n &lt; 10 <b>b</b></p></main>'
    assert faults_of(a_page(good)) == []


def test_every_page_holds_to_the_rules(crawled, returned):
    pages = [one for one in (*crawled.dressed(), *returned) if one.body]
    texts = {(one.name, one.text) for one in pages}
    assert {(name, fault) for name, text in texts for fault in faults_of(text)} == set()
    assert len({one.name for one in pages if one.status == 200}) > 60


def test_the_pages_of_a_course_hold_to_the_rules(world):
    client = client_of(world, "self")
    lessons = list(LessonPage.objects.filter(locale__language_code="es-mx").order_by("path"))
    for page in [*(kind.objects.first() for kind in (CourseIndexPage, CoursePage, ModulePage)), *lessons]:
        html = client.get(page.url).content.decode()
        check = re.search(r'name="check" value="([^"]+)"', html)
        answered = (
            client.get(page.url, {"check": check[1], "answer": "0"}).content.decode() if check else html
        )
        assert faults_of(html) + faults_of(answered) == [], page.url


def test_no_page_has_more_landmarks_than_one_can_keep_in_mind(crawled):
    """Each named section is a stop; whoever goes from stop to stop gets lost among many."""
    named = re.compile(r'<section[^>]*aria-label|<(?:nav|main|aside)\b|role="(?:region|search)"')
    crowded = {
        (one.name, len(named.findall(one.text)))
        for one in crawled.dressed()
        if one.name not in ("styleguide", "person") and len(named.findall(one.text)) > MANY
    }
    assert crowded == set()


def test_no_two_pages_of_one_person_have_the_same_title(crawled):
    pages = defaultdict(set)
    for one in crawled.dressed():
        if one.status == 200 and one.name not in ALIKE:
            pages[one.role, title_of(one.text)].add(one.url)
    assert {key: urls for key, urls in pages.items() if len(urls) > 1} == {}


def test_a_search_and_a_page_number_are_in_the_title(world):
    client = client_of(world, "administrator")
    assert title_of(client.get("/en/people/", {"q": "peer"}).content.decode()).startswith("People · “peer”")


def test_a_form_that_comes_back_says_so_first(returned):
    """In its title, and where the focus is; each link of the summary leads to a control."""
    wrong = [one for one in returned if 'class="alert wrong"' in one.text and one.name != "styleguide"]
    assert len({one.name for one in wrong}) > 15
    for one in wrong:
        all_ = read(one.text).all
        by_id = {element.attrs.get("id"): element for element in all_}
        alert = next(element for element in all_ if element.attrs.get("class") == "alert wrong")
        links = [element for element in all_ if element.tag == "a" and element.within("div") is alert]
        led_to = {by_id[link.attrs["href"][1:]].tag for link in links}
        assert title_of(one.text).startswith("Error:"), one.url
        assert title_of(one.text).count("Error:") == 1, one.url
        assert (alert.attrs["role"], alert.attrs["tabindex"]) == ("alert", "-1"), one.url
        assert "autofocus" in alert.attrs, one.url
        assert led_to <= {"input", "select", "textarea"}, one.url


def test_help_and_accessibility_are_on_every_page(crawled):
    """On a test and a rating too, in a tab of their own: nothing half done is left (3.2.6)."""
    lacking, left = set(), set()
    for one in crawled.dressed():
        if one.status == 200:
            links = re.findall(r'href="[^"]*/(?:help|accessibility)/"(?: target="_blank")?', one.text)
            lacking |= {one.name} if len(links) < 2 else set()
            left |= {one.name} if any("_blank" in link for link in links) else set()
    assert lacking == set()
    clients = {"client_code", "client_sent", "client_sheet", "client_tablet_sheet"}
    assert left == {"attempt", "attempt_offline", "attempt_review", "rating", "sheet"} | clients
