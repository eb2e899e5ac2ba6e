"""A test goes on without a line, through all its questions to its end, and the device forgets it in time."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.e2e import walk
from tests.e2e.conftest import Person, Site
from tests.e2e.names import OFFLINE
from tests.services import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow("a browser that loses its line and finds it again")]
NO_PAGE = r"ERR_(INTERNET_DISCONNECTED|FAILED)"
HELD = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("test:"));
    const parts = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return parts.filter((found) => found.length > 5).length;
}"""
ROWS = """(name) => new Promise((resolve) => {
    const opened = indexedDB.open(name, 1);
    opened.onupgradeneeded = () =>
        opened.result.createObjectStore("edits", { keyPath: ["owner", "sheet", "field"] });
    opened.onsuccess = () => {
        const all = opened.result.transaction("edits").objectStore("edits").getAll();
        all.onsuccess = () => { opened.result.close(); resolve(all.result.length); };
    };
})"""


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    """The addresses of everybody's open test."""
    return site.prepare("offline")


@pytest.fixture
def enter(site: Site, browser: Browser) -> Iterator:
    """Signs somebody in at a device of their own, which is gone afterwards."""
    opened = []

    def enter(name: str) -> Person:
        person = Person(browser, site)
        opened.append(person)
        sign_in(person, name)
        return person

    yield enter
    for person in opened:
        person.context.close()


def sign_in(person: Person, name: str) -> None:
    person.sign_in(OFFLINE.address(name))
    person.page.wait_for_url(lambda url: "login" not in url)


def held(page: Page) -> None:
    """Wait until the test is on the device, and its worker at its place."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    wait_until(page, f"async () => await ({HELD})() === 1")


def choose(page: Page, place: int) -> str:
    option = page.locator("fieldset.item:visible input[name=answer]").nth(place)
    option.check()
    return option.get_attribute("value")


def stored(person: Person, path: str, item: int) -> list[str]:
    """What the server holds as the answer to a question: asked beside the page."""
    reply = person.context.request.get(f"{person.site.url}/es-mx/{path}?item={item}")
    assert reply.ok
    return re.findall(r'name="answer"\s+value="(\w+)"\s+checked', reply.text())


def heading(page: Page):
    return page.locator("h1")


def unsent(page: Page):
    return page.locator("[data-line]")


def notice(page: Page):
    return page.locator("[data-autosave]")


def onward(page: Page) -> None:
    page.locator(".bar button.main:visible").click()


def test_without_a_line_a_test_goes_on_to_its_end_and_outlives_the_browser(pages, enter):
    path = pages["itzel"]
    itzel = enter("itzel")
    itzel.go(f"{path}?item=1")
    page = itzel.page
    held(page)
    given = {1: choose(page, 1)}
    expect(unsent(page)).to_contain_text("Guardado")
    itzel.context.set_offline(True)
    onward(page)
    expect(heading(page)).to_have_text("Pregunta 2 de 20")
    expect(heading(page)).to_be_focused()
    given[2] = choose(page, 0)
    expect(unsent(page)).to_have_text("1 respuesta sin enviar: está guardada en este dispositivo")
    onward(page)
    given[3] = choose(page, 2)
    page.locator("[data-flag]").check()
    expect(unsent(page)).to_contain_text("2 respuestas sin enviar")
    itzel.check_accessible()
    page.locator("[data-go=back]").click()
    expect(page.locator(f"fieldset.item:visible input[value={given[2]}]")).to_be_checked()
    given[2] = choose(page, 1)
    page.locator("details.more summary").click()
    page.locator("details.more [data-go=review]").click()
    expect(page.locator("[data-lead]")).to_have_text("Faltan contestar 17 preguntas.")
    expect(page.locator("[data-flags] a")).to_have_count(1)
    page.close()
    itzel.page = page = itzel.context.new_page()
    itzel.page.goto(f"{itzel.site.url}/es-mx/{path}")
    expect(heading(page)).to_have_text("Pregunta 4 de 20")
    page.reload()
    expect(unsent(page)).to_contain_text("2 respuestas sin enviar")
    for place in (3, 2, 1):
        page.locator("[data-go=back]").click()
        expect(page.locator(f"fieldset.item:visible input[value={given[place]}]")).to_be_checked()
    page.goto(f"{itzel.site.url}/es-mx/{path}review/")
    expect(heading(page)).to_have_text("Revisar y entregar")
    page.locator("[data-hand-in] button.main").click()
    expect(notice(page)).to_contain_text("Su evaluación espera para entregarse.")
    expect(heading(page)).to_have_text("En espera de entregarse")
    itzel.check_accessible()
    page.reload()
    expect(notice(page)).to_contain_text("Su evaluación espera para entregarse.")
    notice(page).get_by_role("button").click()
    expect(page.locator("[data-lead]")).to_be_visible()
    page.locator("[data-hand-in] button.main").click()
    expect(notice(page)).to_contain_text("Su evaluación espera para entregarse.")
    itzel.context.set_offline(False)
    page.wait_for_url(re.compile("/submitted/$"))
    expect(page.locator("main")).to_contain_text("con 3 de 20 preguntas contestadas")
    wait_until(page, f"async () => await ({HELD})() === 0")
    for name in ("acuerdo", "acuerdo-saved"):
        wait_until(page, f"async (name) => await ({ROWS})(name) === 0", name)


def test_a_test_is_light_with_all_that_the_device_keeps(pages, site, browser):
    # What goes through a worker is not counted as the page's; what is fetched for it is.
    jesus = Person(browser, site, keeps_pages=False)
    sign_in(jesus, "jesus")
    jesus.context.new_cdp_session(jesus.page).send("Network.clearBrowserCache")
    address = f"{site.url}/es-mx/{pages['jesus']}"
    first = walk.wire_bytes(jesus, f"{address}?item=1")
    later = walk.wire_bytes(jesus, f"{address}?item=2")
    jesus.context.close()
    assert 0 < first <= 60_000
    assert 0 < later <= 15_000


def test_signing_out_forgets_the_test_and_what_was_not_sent_after_saying_so(pages, enter):
    path = pages["ruben"]
    ruben = enter("ruben")
    ruben.go(f"{path}?item=1")
    held(ruben.page)
    ruben.context.route("**/autosave/", lambda route: route.abort())
    choose(ruben.page, 1)
    expect(unsent(ruben.page)).to_contain_text("1 respuesta sin enviar")
    ruben.go("learning/")
    waits = ruben.page.locator("main > [role=status]")
    expect(waits).to_contain_text("no se ha enviado: espera en este dispositivo.")
    expect(waits.get_by_role("link")).to_have_attribute("href", f"/es-mx/{path}")
    ruben.go("account/logout/")
    page = ruben.page
    assert page.evaluate(ROWS, "acuerdo") == 1
    expect(page.locator("[data-unsent]")).to_contain_text(
        "1 cambio está en este dispositivo y no se ha enviado."
    )
    page.locator("form[data-sign-out] button[type=submit]").click()
    page.wait_for_url(lambda url: "login" in url)
    wait_until(page, f"async () => await ({HELD})() === 0 && await ({ROWS})('acuerdo') === 0")
    ruben.context.set_offline(True)
    with pytest.raises(Error, match=NO_PAGE):
        page.goto(f"{ruben.site.url}/es-mx/{path}")


def test_somebody_else_finds_nothing_of_a_test_whose_session_just_ended(pages, enter):
    path = pages["ruben"]
    ruben = enter("ruben")
    ruben.go(f"{path}?item=1")
    held(ruben.page)
    ruben.context.route("**/autosave/", lambda route: route.abort())
    choose(ruben.page, 2)
    expect(unsent(ruben.page)).to_contain_text("1 respuesta sin enviar")
    ruben.context.clear_cookies()
    sign_in(ruben, "alma")
    page = ruben.page
    wait_until(page, f"async () => await ({HELD})() === 0 && await ({ROWS})('acuerdo-saved') === 0")
    assert page.evaluate(ROWS, "acuerdo") == 1  # for him, when he is back
    ruben.context.set_offline(True)
    with pytest.raises(Error, match=NO_PAGE):
        page.goto(f"{ruben.site.url}/es-mx/{path}")


def test_a_sitting_is_taken_without_a_line_on_purpose(pages, enter):
    alma = enter("alma")
    alma.go("learning/")
    link = alma.page.locator("main a[href*='/tests/']", has_text="diagnóstica").first
    alma.go(link.get_attribute("href").removeprefix("/es-mx/"))
    page = alma.page
    page.get_by_role("button", name="Contestarla sin señal").click()
    expect(page.locator("[data-held]")).to_be_visible()
    expect(page.locator("[data-held]")).to_contain_text("Esta evaluación está en este dispositivo.")
    # Nothing half under the bar, which axe would measure as small.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    alma.check_accessible()
    alma.context.set_offline(True)
    page.reload()
    expect(heading(page)).to_have_text("Pregunta 1 de 20")
    expect(page.locator("[data-go=back]")).to_be_hidden()
    expect(notice(page)).to_contain_text("Sin conexión desde")
    expect(page.locator("[data-held]")).to_be_hidden()
    given = {}
    for item in range(1, 21):
        given[item] = choose(page, item % 3)
        expect(unsent(page)).to_contain_text(re.compile(rf"^\s*{item} respuestas? sin enviar"))
        onward(page)
    expect(page.locator("[data-lead]")).to_have_text("Todas las preguntas están contestadas.")
    page.close()
    alma.page = page = alma.context.new_page()
    page.goto(f"{alma.site.url}/es-mx/{pages['alma']}offline/?item=review")
    alma.context.set_offline(False)
    expect(unsent(page)).to_contain_text("Guardado")
    assert {item: stored(alma, pages["alma"], item) for item in (1, 7, 20)} == {
        item: [given[item]] for item in (1, 7, 20)
    }
    with page.expect_navigation(url=re.compile("/submitted/$")):
        page.locator("[data-hand-in] button.main").click()
    expect(page.locator("main")).to_contain_text("con 20 de 20 preguntas contestadas")
    alma.check_calm()


def test_a_page_from_the_device_takes_a_test_from_no_other_device_unasked(pages, enter, site):
    path = pages["jesus"]
    jesus = enter("jesus")
    jesus.go(f"{path}?item=1")
    held(jesus.page)
    jesus.context.set_offline(True)
    jesus.page.close()
    jesus.page = page = jesus.context.new_page()
    page.goto(f"{site.url}/es-mx/{path}?item=2")
    value = choose(page, 1)
    expect(unsent(page)).to_contain_text("1 respuesta sin enviar")
    elsewhere = enter("jesus")
    elsewhere.go(f"{path}?item=1")
    choose(elsewhere.page, 0)
    expect(unsent(elsewhere.page)).to_contain_text("Guardado")
    jesus.context.set_offline(False)
    expect(notice(page)).to_contain_text("se abrió en otra pestaña o en otro dispositivo")
    assert stored(elsewhere, path, 2) == []
    notice(page).get_by_role("button", name="Seguir aquí").click()
    expect(unsent(page)).to_contain_text("Guardado")
    assert stored(elsewhere, path, 2) == [value]
