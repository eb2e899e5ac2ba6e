"""A whole exam day without a line: four assessors, each at a device of their own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person, Site
from tests.e2e.names import CREW, DAY
from tests.e2e.test_rating_day import SENT, downloaded, judge, line
from tests.services import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow("four devices that rate for a day without a line")]
LEVELS = """(levels) => {
    for (const [place, level] of [...levels].entries())
        document.querySelector(`#cr${place + 1} .scale input[value="${level}"]`).click();
}"""


@pytest.fixture(scope="module")
def day(site: Site) -> dict:
    """A published day under way: who is where, and who assesses whom."""
    return site.prepare("day")


@pytest.fixture
def crew(day: dict, site: Site, browser: Browser) -> Iterator[dict[str, Person]]:
    found = {}
    for name in ("capacita", *CREW):
        found[name] = person = Person(browser, site)
        person.sign_in(DAY.address(name))
        person.page.wait_for_url(lambda url: "login" not in url)
    yield found
    for person in found.values():
        person.context.close()


def opened(person: Person, address: str) -> Page:
    """The page as it is on the device after its browser was killed."""
    person.page.close()
    person.page = person.context.new_page()
    person.page.goto(address)
    return person.page


def begin(person: Person, address: str, levels: str) -> Page:
    """Say who it is and rate half of it."""
    page = person.page
    page.goto(address)
    page.get_by_role("button", name=re.compile("^Es ")).click()
    page.evaluate(LEVELS, levels[:5])
    expect(line(page)).to_contain_text("sin enviar")
    return page


def finish(page: Page, levels: str) -> None:
    """Rate all of it, with the words that are needed, and send."""
    page.evaluate(LEVELS, levels)
    for place in (2, 9, 10):
        page.locator(f"#cn{place}").fill("Lo vi.")
    page.locator("[data-note]").fill("Saludó a las dos partes")
    page.keyboard.press("Enter")
    judge(page).click()
    page.get_by_role("button", name="Revisar y enviar").click()
    expect(page.locator("[data-autosave]")).to_contain_text("Su calificación espera para enviarse.")


def test_a_day_of_four_devices_without_a_line_loses_doubles_and_mixes_up_nothing(site, day, crew):
    """Each is reloaded twice and killed once; the plan changes on the server meanwhile."""
    places, diary = day["places"], {}
    for person in crew.values():
        downloaded(person, day)
        person.context.set_offline(True)
    for turn in range(2):
        for number, (name, person) in enumerate(crew.items()):
            place = day["crews"][name][turn]
            who, uuid = places[place]
            # No two sheets of the day have the same levels.
            levels = "".join("34"[(number * 2 + turn) >> bit & 1] for bit in range(4)) + "343343"
            address = f"{site.url}/es-mx/{day['list']}{uuid}/"
            page = begin(person, address, levels)
            if turn == 0:
                page = opened(person, address)
            page.reload()
            expect(page.locator(f"#cr5 input[value='{levels[4]}']")).to_be_checked()
            finish(page, levels)
            diary[name, place] = [who, levels]
        if turn == 0:
            after = site.prepare("day_moved")["places"]
    for name, person in crew.items():
        person.context.set_offline(False)  # what is open is sent by itself
        person.page.wait_for_url(f"**/{day['list']}")
        person.page.goto(f"{site.url}/es-mx/{day['list']}{places[day['crews'][name][0]][1]}/")
        person.page.wait_for_url(f"**/{day['list']}")
        wait_until(person.page, SENT)
    written = sorted(
        [name, who, "submitted", levels, 3, 1] for (name, _place), (who, levels) in diary.items()
    )
    assert len({levels for _who, levels in diary.values()}) == len(written) == 8
    assert site.prepare("day_rated") == written
    for person in crew.values():
        assert [one for one in person.complaints if "DISCONNECTED" not in one] == []
    # The control: marks that belong to a place of the plan would be about whoever is there now.
    assert sum(after[place][0] != who for (_name, place), (who, _levels) in diary.items()) == 4
