"""Nothing that was typed is lost on a weak line, and what the page says of it is true."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person, Site
from tests.e2e.names import PASSWORD, SAVING
from tests.services import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow("a browser that loses its line and finds it again")]
CONFIRMED = re.compile(r"^\s*Confirmado \d\d:\d\d\s*$")
SAVED = re.compile(r"^\s*Guardado \d\d:\d\d\s*$")
REFUSE = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); }"
EDITS = """() => new Promise((resolve) => {
    const opened = indexedDB.open("acuerdo", 1);
    opened.onsuccess = () => {
        const all = opened.result.transaction("edits").objectStore("edits").getAll();
        all.onsuccess = () => { opened.result.close(); resolve(all.result); };
    };
})"""
# What was acknowledged leaves the device a moment later.
NOTHING_LEFT = f"async () => (await ({EDITS})()).length === 0"
ONE_LEFT = f"async () => (await ({EDITS})()).length === 1"
# An answer is written down a moment after it is chosen.
KEPT = f"async (answer) => (await ({EDITS})()).some((one) => one.value.answer?.includes(answer))"


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, dict[str, str]]:
    """The addresses of everybody's open test and rating."""
    return site.prepare("saving")


@pytest.fixture
def enter(site: Site, browser: Browser) -> Iterator:
    """Signs somebody in at a device of their own, which is gone afterwards."""
    opened = []

    def enter(name: str) -> Person:
        # With pages on the device the test goes on: test_offline.py.
        person = Person(browser, site, keeps_pages=False)
        opened.append(person)
        person.sign_in(SAVING.address(name))
        person.page.wait_for_url(lambda url: "login" not in url)
        return person

    yield enter
    for person in opened:
        person.context.close()


def go(person: Person, path: str) -> Page:
    """Open a page and wait until its script stands ready."""
    with person.page.expect_response(lambda reply: "autosave.js" in reply.url):
        person.go(path)
    person.page.wait_for_load_state("networkidle")
    return person.page


def another_tab(person: Person) -> None:
    """Close the tab and open a new one."""
    old, person.page = person.page, person.context.new_page()
    old.close()


def choose(page: Page, place: int) -> str:
    """Choose one of the options as a person does; its value."""
    option = page.locator("fieldset.item input[name=answer]").nth(place)
    option.check()
    return option.get_attribute("value")


def stored(person: Person, path: str, item: int = 1) -> list[str]:
    """What the server holds as the answer to a question: asked without the page's script."""
    reply = person.context.request.get(f"{person.site.url}/es-mx/{path}?item={item}")
    assert reply.ok
    return re.findall(r'name="answer"\s+value="(\w+)"\s+checked', reply.text())


def line(page: Page):
    return page.locator("[data-line]")


def notice(page: Page):
    return page.locator("[data-autosave]")


def test_an_answer_given_offline_outlives_the_tab(pages, enter):
    path = pages["attempts"]["itzel"]
    itzel = enter("itzel")
    page = go(itzel, f"{path}?item=1")
    itzel.context.set_offline(True)
    value = choose(page, 2)
    page.locator("[name=flagged]").check()
    expect(line(page)).to_have_text("1 respuesta sin enviar: está guardada en este dispositivo")
    expect(notice(page)).to_contain_text("Sin conexión desde las")
    itzel.check_accessible()
    another_tab(itzel)
    itzel.context.set_offline(False)
    assert stored(itzel, path) == []
    page = go(itzel, f"{path}?item=2")  # another question's page sends it as well
    expect(line(page)).to_have_text(SAVED)
    assert stored(itzel, path) == [value]
    wait_until(page, NOTHING_LEFT)
    page = go(itzel, f"{path}?item=1")
    expect(page.locator("[name=flagged]")).to_be_checked()


def test_what_was_not_sent_stands_in_the_form_again(pages, enter):
    path = pages["attempts"]["ruben"]
    ruben = enter("ruben")
    page = go(ruben, f"{path}?item=1")
    ruben.context.set_offline(True)
    value = choose(page, 1)
    expect(line(page)).to_contain_text("1 respuesta sin enviar")
    another_tab(ruben)
    ruben.context.route("**/autosave/", lambda route: route.abort())
    ruben.context.set_offline(False)
    page = go(ruben, f"{path}?item=1")
    expect(page.locator(f"fieldset.item input[value={value}]")).to_be_checked()
    expect(line(page)).to_contain_text("1 respuesta sin enviar")
    assert stored(ruben, path) == []
    ruben.context.unroute("**/autosave/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(line(page)).to_have_text(SAVED)
    expect(notice(page)).to_have_text("Todo está enviado.")
    assert stored(ruben, path) == [value]


def test_where_the_browser_keeps_no_pages_the_buttons_say_why_the_page_stays(pages, enter):
    path = pages["attempts"]["ruben"]
    ruben = enter("ruben")
    page = go(ruben, f"{path}?item=3")
    ruben.context.set_offline(True)
    value = choose(page, 0)
    for button in (".bar button.main", "button.back", ".map button >> nth=4"):
        if ".map" in button:
            page.locator("details.more summary").click()
        page.locator(button).click()
        expect(notice(page)).to_be_focused()
        expect(notice(page)).to_contain_text("Esta página sigue abierta.")
        assert page.url.endswith("item=3")
        page.locator("h1").evaluate("document.activeElement.blur()")
    ruben.context.set_offline(False)
    expect(line(page)).to_have_text(SAVED)
    with page.expect_navigation():
        page.locator(".bar button.main").click()
    assert page.url.endswith("item=4")
    assert stored(ruben, path, 3) == [value]


def test_an_old_token_is_changed_for_a_fresh_one(pages, enter):
    path = pages["attempts"]["alma"]
    alma = enter("alma")
    page = go(alma, f"{path}?item=1")
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    value = choose(page, 1)
    expect(line(page)).to_have_text(SAVED)
    assert stored(alma, path) == [value]
    with page.expect_navigation():  # the form carries the fresh one too
        page.locator(".bar button.main").click()
    assert page.url.endswith("item=2")
    # Signing in, in another tab, changes the cookie: the form that was not touched goes on all the same.
    page.wait_for_load_state("networkidle")
    page.evaluate("document.cookie = `csrftoken=${'b'.repeat(32)};path=/`")
    with page.expect_navigation():
        page.locator(".bar button.main").click()
    assert page.url.endswith("item=3")


def test_signed_out_in_the_middle_leads_back_and_loses_nothing(pages, enter):
    path = pages["attempts"]["alma"]
    alma = enter("alma")
    page = go(alma, f"{path}?item=5")
    alma.context.clear_cookies()
    value = choose(page, 3)
    expect(notice(page)).to_contain_text("Su sesión se cerró.")
    expect(line(page)).to_contain_text("1 respuesta sin enviar")
    notice(page).get_by_role("link", name="Iniciar sesión y volver aquí").click()
    page.fill("input[name=login]", SAVING.address("alma"))
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"item=5$"))
    expect(line(page)).to_have_text(SAVED)
    assert stored(alma, path, 5) == [value]


def test_of_two_tabs_the_older_is_told_and_may_go_on(pages, enter):
    path = pages["attempts"]["citlali"]
    citlali = enter("citlali")
    older = go(citlali, f"{path}?item=1")
    citlali.page = citlali.context.new_page()
    newer = go(citlali, f"{path}?item=1")
    theirs = choose(newer, 0)
    expect(line(newer)).to_have_text(SAVED)
    ours = choose(older, 1)
    expect(notice(older)).to_contain_text("otra pestaña")
    assert stored(citlali, path) == [theirs]
    ours = choose(older, 2)
    wait_until(older, KEPT, ours)
    go(citlali, f"{path}?item=2")  # the tab that owns the test does not send the other's edits
    assert stored(citlali, path) == [theirs]
    notice(older).get_by_role("button", name="Seguir aquí").click()
    expect(line(older)).to_have_text(SAVED)
    assert stored(citlali, path) == [ours]


def test_somebody_else_at_the_device_neither_sees_nor_sends_it(pages, enter):
    path = pages["attempts"]["jesus"]
    jesus = enter("jesus")
    page = go(jesus, f"{path}?item=1")
    jesus.context.set_offline(True)
    choose(page, 1)
    expect(line(page)).to_contain_text("1 respuesta sin enviar")
    another_tab(jesus)
    jesus.context.set_offline(False)
    jesus.context.clear_cookies()
    jesus.sign_in(SAVING.address("nayeli"))
    jesus.page.wait_for_url(lambda url: "login" not in url)
    page = go(jesus, f"{pages['attempts']['nayeli']}?item=1")
    assert page.locator("fieldset.item input:checked").count() == 0
    expect(notice(page)).to_be_hidden()
    value = choose(page, 0)
    expect(line(page)).to_have_text(SAVED)
    assert stored(jesus, pages["attempts"]["nayeli"]) == [value]
    wait_until(page, ONE_LEFT)
    assert [one["sheet"] in path for one in page.evaluate(EDITS)] == [True]
    jesus.context.clear_cookies()
    jesus.sign_in(SAVING.address("jesus"))
    jesus.page.wait_for_url(lambda url: "login" not in url)
    assert stored(jesus, path) == []
    expect(line(go(jesus, f"{path}?item=2"))).to_have_text(SAVED)
    assert len(stored(jesus, path)) == 1


def test_a_page_of_somebody_who_left_sends_nothing_as_another(pages, enter):
    rating = pages["ratings"]["nayeli"]
    trainer = enter("capacita")
    page = go(trainer, rating)
    other = trainer.context.new_page()
    trainer.context.clear_cookies()
    trainer.page = other
    trainer.sign_in(SAVING.address("tomas"))
    other.wait_for_url(lambda url: "login" not in url)
    page.locator("#cr1 input[type=radio][value='3']").check()
    expect(notice(page)).to_contain_text("inició sesión otra persona")
    expect(line(page)).to_have_text("1 cambio sin enviar: está guardado en este dispositivo")


def test_where_the_device_keeps_nothing_the_page_says_so(pages, enter):
    path = pages["attempts"]["tomas"]
    tomas = enter("tomas")
    tomas.context.add_init_script(REFUSE)
    page = go(tomas, f"{path}?item=1")
    tomas.context.set_offline(True)
    value = choose(page, 1)
    expect(line(page)).to_have_text("1 respuesta sin enviar: no cierre esta página")
    page.locator(".bar button.main").click()
    expect(notice(page)).to_contain_text("Este navegador no guarda nada")
    tomas.context.set_offline(False)
    expect(line(page)).to_have_text(SAVED)
    assert stored(tomas, path) == [value]


def test_a_busy_server_is_given_the_time_it_asks_for(pages, enter):
    path = pages["attempts"]["tomas"]
    tomas = enter("tomas")
    page = go(tomas, f"{path}?item=2")
    asked = []

    def busy(route):
        asked.append(page.evaluate("performance.now()") / 1000)
        if len(asked) == 1:
            route.fulfill(status=503, headers={"Retry-After": "3"}, body="{}")
        else:
            route.continue_()

    page.route("**/autosave/", busy)
    value = choose(page, 1)
    expect(notice(page)).to_contain_text("El servidor no responde")
    expect(line(page)).to_have_text(SAVED)
    assert asked[1] - asked[0] >= 2.9
    assert stored(tomas, path, 2) == [value]


def test_what_came_too_late_is_named_by_its_question(pages, enter):
    path = pages["attempts"]["lucia"]
    lucia = enter("lucia")
    for item in (1, 4):
        page = go(lucia, f"{path}?item={item}")
        lucia.context.set_offline(True)
        choose(page, 0)
        expect(line(page)).to_contain_text("sin enviar")
        another_tab(lucia)
        lucia.context.route("**/autosave/", lambda route: route.abort())
        lucia.context.set_offline(False)
    lucia.context.unroute("**/autosave/")
    over = '{"code": "time_over", "message": "Se acabó el tiempo."}'
    lucia.context.route("**/autosave/", lambda route: route.fulfill(status=410, body=over))
    page = go(lucia, f"{path}?item=2")
    expect(notice(page)).to_contain_text("Se acabó el tiempo.")
    expect(notice(page)).to_contain_text("no cuenta: pregunta 1, pregunta 4.")
    wait_until(page, NOTHING_LEFT)


def test_saves_are_not_announced_and_changes_of_state_are(pages, enter):
    lucia = enter("lucia")
    page = go(lucia, f"{pages['attempts']['lucia']}?item=6")
    page.evaluate("""() => {
        window.heard = [];
        new MutationObserver(() => window.heard.push(document.querySelector("[data-autosave]").textContent))
            .observe(document.querySelector("[data-autosave]"), { childList: true });
    }""")
    for place in (0, 1, 2):
        with page.expect_response("**/autosave/"):
            choose(page, place)
    expect(line(page)).to_have_text(SAVED)
    assert page.evaluate("window.heard") == []
    lucia.context.set_offline(True)
    for place in (0, 1, 2):
        wait_until(page, KEPT, choose(page, place))
        expect(notice(page)).to_contain_text("Sin conexión desde las")
    lucia.context.set_offline(False)
    expect(notice(page)).to_have_text("Todo está enviado.")
    heard = page.evaluate("window.heard")
    assert [text[:20] for text in heard] == ["Sin conexión desde l", "Todo está enviado."]


def test_a_rating_is_kept_criterion_by_criterion(pages, enter):
    rating = pages["ratings"]["itzel"]
    trainer, elsewhere = enter("capacita"), enter("capacita")
    page = go(trainer, rating)
    trainer.context.set_offline(True)
    page.locator("#cr1 input[type=radio][value='4']").check()
    page.locator("#cr2 input[type=radio][value='2']").check()
    page.locator("#cr2 textarea").fill("Propuso una sola cifra.")
    expect(line(page)).to_have_text("2 cambios sin enviar: están guardados en este dispositivo")
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"^\s*2 de "))
    other = go(elsewhere, rating)
    other.locator("#cr3 input[type=radio][value='3']").check()
    expect(line(other)).to_have_text(CONFIRMED)
    another_tab(trainer)
    trainer.context.set_offline(False)
    page = go(trainer, rating)
    expect(line(page)).to_have_text(CONFIRMED)
    with other.expect_navigation():  # an older page takes nothing back of what came meanwhile
        other.locator("button[value=submit]").click()
    for position, level in ((1, "4"), (2, "2"), (3, "3")):
        expect(other.locator(f"#cr{position} input[type=radio][value='{level}']")).to_be_checked()
    expect(other.locator("#cr2 textarea")).to_have_value("Propuso una sola cifra.")
    trainer.check_accessible()


def test_a_lesson_marked_as_read_offline_arrives_with_the_next_page(pages, enter):
    rosa = enter("rosa")
    rosa.go("learning/")
    lesson = rosa.page.locator(".next a.btn").get_attribute("href").removeprefix("/es-mx/")
    page = go(rosa, lesson)
    rosa.context.set_offline(True)
    page.locator("form[data-mark] button").click()
    expect(notice(page)).to_contain_text("Esta página sigue abierta.")
    wait_until(page, ONE_LEFT)
    another_tab(rosa)
    rosa.context.set_offline(False)
    page = go(rosa, lesson)
    wait_until(page, NOTHING_LEFT)
    page.reload()
    assert page.locator("form[data-mark]").count() == 0
