"""The door of an exam day without a line: who came is on the device, and nothing is overwritten unseen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person, Site
from tests.e2e.names import DOOR
from tests.e2e.test_rating_day import CONFIRMED, SENT, look
from tests.services import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow("a browser at a door without a line")]
HELD = "async () => (await caches.keys()).some((one) => one.startsWith('door:'))"


@pytest.fixture(scope="module")
def door(site: Site) -> str:
    """The address of the door of a published day."""
    return site.prepare("door")["door"]


@pytest.fixture
def marshal(door: str, site: Site, browser: Browser) -> Iterator[Person]:
    person = Person(browser, site)
    person.sign_in(DOOR.address("capacita"))
    person.page.wait_for_url(lambda url: "login" not in url)
    yield person
    person.context.close()


def row(page: Page, name: str):
    return page.locator("[data-row]", has_text=name)


EDGES = """[...document.querySelectorAll(".nav a, .nav summary")].filter((one) => one.checkVisibility())
    .map((one) => {
        const { left, right, width, height } = one.getBoundingClientRect();
        const whole = left >= 0 && right <= innerWidth && one.scrollWidth <= one.clientWidth;
        return whole && width >= 44 && height >= 44;
    })"""


def test_every_page_is_in_reach_of_a_thumb_on_a_phone(marshal):
    """A trainer has five entries: three and "more", which opens without a script."""
    page = marshal.page
    marshal.go("me/")
    nav = page.get_by_role("navigation", name="Principal")
    assert page.evaluate(EDGES) == [True] * 4
    expect(nav.get_by_role("link", name="Mi cuenta")).to_have_count(0)
    nav.locator("summary").click()
    assert page.evaluate(EDGES) == [True] * 6
    look(page, "nav-more-360")
    marshal.check_accessible()
    nav.get_by_role("link", name="Mi cuenta").click()
    page.set_viewport_size({"width": 1280, "height": 780})
    expect(nav.get_by_role("link")).to_have_count(5)
    expect(nav.locator("summary")).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 780})
    assert page.evaluate(EDGES) == [True] * 4


def test_the_board_shows_what_happens_without_being_loaded_again(site, marshal, door):
    """Another window beside the door; a word that somebody is typing stays, and looking can be stopped."""
    page, board = marshal.page, marshal.context.new_page()
    marshal.go(door)
    board.goto(f"{site.url}/es-mx/{door.removesuffix('door/')}board/")
    board.evaluate("window.loaded = 'once'")
    cell = board.locator("td.own p", has_text="Alma")
    expect(cell).to_contain_text("Por llegar")
    row(page, "Alma").get_by_role("button", name=re.compile("^Presente")).click()
    expect(cell).to_contain_text("Presente")
    site.prepare("called")
    expect(board.locator("#look + ul > li")).to_have_count(1)
    expect(board.locator("[data-spoken]")).to_have_text("Vea esto: 1")
    board.get_by_label("Qué se hizo").fill("Ya va alguien")
    row(page, "Alma").get_by_role("button", name=re.compile("^Deshacer")).click()
    expect(cell).to_contain_text("Por llegar")
    expect(board.get_by_label("Qué se hizo")).to_have_value("Ya va alguien")
    expect(board.get_by_label("Qué se hizo")).to_be_focused()
    look(board, "board-360")
    marshal.context.set_offline(True)
    expect(board.locator("[data-said]")).to_contain_text("No hay señal desde las")
    marshal.context.set_offline(False)
    expect(board.locator("[data-said]")).to_be_hidden()
    board.get_by_role("button", name="Dejar de mirar por sí solo").click()
    expect(board.get_by_role("button", name="Volver a mirar por sí solo")).to_be_visible()
    assert board.evaluate("window.loaded") == "once"
    board.close()


def test_a_door_without_a_line_keeps_who_came_and_two_doors_are_settled_by_a_person(site, marshal, door):
    page = marshal.page
    marshal.go(door)
    expect(page.locator("[data-held]")).to_be_visible()
    before = site.prepare("came")
    marshal.context.set_offline(True)
    page.reload()
    marshal.check_accessible()
    row(page, "Itzel").get_by_role("button", name=re.compile("^Presente")).click()
    expect(row(page, "Itzel").locator("[data-sent]")).to_have_text("en este dispositivo")
    row(page, "Ruben").get_by_role("button", name=re.compile("^Presente")).click()
    # Found by a name without a line, and two who change places.
    page.locator("#q").fill("citla")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]:visible")).to_have_count(1)
    row(page, "Citlali").get_by_role("link", name=re.compile("^Cambiar de lugar")).click()
    expect(page.locator("[data-swapping]")).to_contain_text("Citlali")
    row(page, "Alma").locator("[data-swap]").click()
    page.close()  # and killed
    site.prepare("elsewhere")
    marshal.page = page = marshal.context.new_page()
    page.goto(f"{site.url}/es-mx/{door}")
    expect(row(page, "Itzel").locator("[data-is=here]")).to_be_visible()
    expect(page.locator("[data-line]")).to_contain_text("3 cambios sin enviar")
    look(page, "door-offline-360")
    marshal.context.set_offline(False)
    clash = page.locator(".alert[data-clash]")
    expect(clash).to_contain_text("Dos puertas dicen cosas distintas")
    look(page, "door-clash-360")
    expect(row(page, "Itzel").locator("[data-sent]")).to_have_text(re.compile(r"^Confirmado \d\d:\d\d$"))
    page.reload()  # it waits for a person
    clash.get_by_role("button", name="Conservar lo de este dispositivo").click()
    expect(page.locator("[data-line]")).to_have_text(CONFIRMED)
    wait_until(page, SENT)
    after = site.prepare("came")
    assert {name: one[0] for name, one in after.items()} == {
        "itzel": "here",
        "ruben": "here",
        "alma": "expected",
        "citlali": "expected",
    }
    assert (after["alma"][2:], after["citlali"][2:]) == (before["citlali"][2:], before["alma"][2:])
    assert [one for one in marshal.complaints if "DISCONNECTED" not in one and "409" not in one] == []
    # A request that dies on its way, or whose reply does, is confirmed by nobody; sent again it is done once.
    edits = re.compile("/door/edit/$")
    for die in (lambda route: route.abort(), lambda route: (route.fetch(), route.abort())):
        page.route(edits, die)
        with page.expect_event("requestfailed", lambda one: edits.search(one.url)):
            row(page, "Ruben").get_by_role("button", name=re.compile("^(Deshacer|Presente)")).click()
        expect(row(page, "Ruben").locator("[data-sent]")).to_have_text("en este dispositivo")
        page.unroute(edits)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(row(page, "Ruben").locator("[data-sent]")).to_have_text(re.compile(r"^Confirmado \d\d:\d\d$"))
    assert site.prepare("came")["ruben"][0] == "here"
    # Whoever signs out takes the door along.
    assert page.evaluate(HELD)
    marshal.go("account/logout/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile("login|/es-mx/$"))
    wait_until(page, f"async () => !(await ({HELD})())")
