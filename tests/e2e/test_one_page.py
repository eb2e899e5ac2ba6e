"""A test with all its questions on one page loses nothing on a weak line either."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Person, Site
from tests.e2e.names import ONE_PAGE

pytestmark = [pytest.mark.browser, pytest.mark.slow("a browser that loses its line and finds it again")]
SAVED = re.compile(r"^\s*Guardado \d\d:\d\d\s*$")


@pytest.fixture(scope="module")
def made(site: Site) -> dict:
    return site.prepare("one_page")


@pytest.fixture
def enter(site: Site, browser: Browser) -> Iterator:
    opened = []

    def enter(name: str, **device) -> Person:
        person = Person(browser, site, keeps_pages=False, **device)
        opened.append(person)
        person.sign_in(ONE_PAGE.address(name))
        person.page.wait_for_url(lambda url: "login" not in url)
        return person

    yield enter
    for person in opened:
        person.context.close()


def chosen(page) -> dict[str, str]:
    """The options that are chosen, by the name of their question."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('fieldset.ask input[type=radio]:checked')]"
        ".map((one) => [one.name, one.value]))"
    )


def option(page, question: int, place: int):
    return page.locator(f"#q{question} input[type=radio]").nth(place)


def test_each_question_is_saved_by_itself_and_all_of_them_outlive_a_lost_line(made, enter):
    itzel = enter("itzel")
    page, path = itzel.page, made["tests"]["itzel"]
    itzel.go(path)
    page.wait_for_load_state("networkidle")
    option(page, 1, 0).check()
    option(page, 2, 1).check()
    expect(page.locator("[data-line]")).to_have_text(SAVED)
    expect(page.locator("progress")).to_have_js_property("value", 2)
    page.locator("details.more summary").click()
    expect(page.locator(".map a").nth(1)).to_have_class("done")
    itzel.check_accessible()
    itzel.context.set_offline(True)
    option(page, 3, 2).check()
    option(page, 1, 3).check()
    page.locator("[name=flagged-4]").check()
    expect(page.locator("[data-line]")).to_have_text(
        "3 respuestas sin enviar: están guardadas en este dispositivo"
    )
    known = chosen(page)
    assert len(known) == 3
    itzel.context.set_offline(False)
    expect(page.locator("[data-line]")).to_have_text(SAVED)
    itzel.go(path)
    assert chosen(page) == known
    expect(page.locator("[name=flagged-4]")).to_be_checked()
    page.get_by_role("button", name="Revisar y entregar").click()
    page.wait_for_url("**/review/")
    page.locator("a.go").first.click()
    expect(page.locator("#q4 legend")).to_be_focused()


def test_without_javascript_save_does_the_same(made, enter, site, browser):
    ruben = enter("ruben")
    state = ruben.context.storage_state()
    context = browser.new_context(java_script_enabled=False, locale="es-MX", storage_state=state)
    page = context.new_page()
    page.goto(f"{site.url}/es-mx/{made['tests']['ruben']}")
    page.locator("#q1 label").first.click()
    page.locator("#q5 label").nth(1).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.locator("fieldset.ask input[type=radio]:checked")).to_have_count(2)
    page.get_by_role("button", name="Revisar y entregar").click()
    page.wait_for_url("**/review/")
    context.close()
