"""A browser without a line: what was entered comes back once, the last edit wins, and the words are true."""

import json
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from assessments import api
from assessments.models import Response, ResponseEvidence
from tests.assessments import factories as make
from tests.reliability import oracle
from tests.reliability.server import serving
from tests.reliability.sizes import passed, runs, seeded, size
from tests.reliability.taker import Taker
from tests.services import PATIENCE, find_browser, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("open_to_all"),
]
expect.set_options(timeout=PATIENCE * 1000)
ITEMS, EDITS = 10, 60
RELOADS, CLOSE = {20, 40}, 50  # after so many edits
HELD = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("test:"));
    const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const is_there = pages.some((found) => found.some((one) => one.url.endsWith("/offline/")));
    return is_there && Boolean((await navigator.serviceWorker.getRegistration())?.active);
}"""
ENTER = """([place, value]) => {
    document.querySelector(`[data-map] [data-go="${place}"]`).click();
    document.querySelector(`form[data-item]:not([hidden]) input[value="${value}"]`).click();
}"""
HOLD = """async () => {  // keep the store from everybody else until `held` is false
    window.held = true;
    const request = indexedDB.open("acuerdo-saved", 1);
    await new Promise((resolve) => { request.onsuccess = resolve; });
    const store = request.result.transaction("edits", "readwrite").objectStore("edits");
    const again = () => { if (window.held) store.count().onsuccess = again; };
    again();
}"""
WORDS = "(text) => document.querySelector('[data-line] [data-text]').textContent.startsWith(text)"
STATE = "() => ['saved', 'unsent'].includes(document.querySelector('[data-line]').dataset.state)"


def begun(server, delivery):
    """Somebody at the beginning of a test; prepared before the browser, whose loop Django does not like."""
    taker = Taker(server.port, delivery)
    return taker.take_up(api.start_attempt(user=taker.user, delivery=delivery))


@contextmanager
def at(taker: Taker, playwright) -> tuple[BrowserContext, str]:
    """A browser of the person's own, and the address of the test."""
    options = ["--no-sandbox", "--disable-gpu"]
    browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="es-MX")
    context.set_default_timeout(PATIENCE * 1000)
    url = f"http://localhost:{taker.port}"
    context.add_cookies(
        [
            {"name": name, "value": value, "url": url}
            for name, value in (pair.split("=") for pair in taker.cookies.split("; "))
        ]
    )
    try:
        yield context, f"{url}/es-mx/attempts/{taker.attempt}/"
    finally:
        browser.close()


def says(page: Page, unsent: int) -> None:
    """Wait until the page says how many answers are not sent: then they are written down."""
    page.wait_for_function(WORDS, arg=f"{unsent} respuesta{'' if unsent == 1 else 's'} sin enviar")


def half_an_hour(context: BrowserContext, address: str, chance) -> dict[int, str]:
    """Sixty edits on ten questions in thirty minutes without a line; the last value by place."""
    context.clock.install()
    page = context.new_page()
    page.goto(f"{address}?item=1")
    wait_until(page, HELD)
    context.set_offline(True)
    page.goto(f"{address}?item=1")
    last: dict[int, str] = {}
    for edit in range(1, EDITS + 1):
        place = chance.randint(1, ITEMS)
        last[place] = chance.choice([one for one in "abcd" if one != last.get(place)])
        page.evaluate(ENTER, [place, last[place]])
        says(page, len(last))
        page.clock.fast_forward(30_000)
        if edit in RELOADS:
            page.reload()
            says(page, len(last))
        if edit == CLOSE:
            page.close()
            page = context.new_page()
            page.goto(address)
            says(page, len(last))
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-autosave]")).to_have_text("Todo está enviado.")
    page.wait_for_function(WORDS, arg="Guardado")
    return last


@pytest.mark.slow("a browser, and sixty edits in it")
@pytest.mark.parametrize("run", runs(1, 50))
def test_half_an_hour_without_a_line_loses_and_doubles_nothing(server, run):
    chance = seeded("without a line")
    delivery = make.delivery(make.knowledge_test(ITEMS))
    taker = begun(server, delivery)
    with sync_playwright() as playwright, at(taker, playwright) as (context, address):
        last = half_an_hour(context, address, chance)
    rows = Response.objects.filter(attempt__uuid=taker.attempt).select_related("item_version")
    stored = {taker.items.index(one.item_version.uuid) + 1: one.value for one in rows}
    lost = sum(stored.get(place) != value for place, value in last.items())
    doubled = len(rows) - len(stored) + len(stored.keys() - last.keys())
    evidence = ResponseEvidence.objects.count()
    passed("without a line", run=run + 1, edits=EDITS, lost=lost, doubled=doubled, evidence=evidence)
    assert (lost, doubled, evidence) == (0, 0, 0)
    assert oracle.wrong_scores(delivery) == 0


def failing(context: BrowserContext, chance) -> list[tuple[str, str]]:
    """Have saves fail by chance, by a busy server or a broken line; what got through, in order."""
    through = []

    def handle(route):
        fate = chance.choice(["through", "busy", "broken"])
        if fate == "busy":
            route.fulfill(status=503, body="{}")
        elif fate == "broken":
            route.abort()
        else:
            sent = json.loads(route.request.post_data)
            through.append((sent["item"], sent["answer"][0]))
            route.continue_()

    context.route("**/autosave/", handle)
    return through


def restless(context: BrowserContext, address: str, chance, edits: int) -> tuple[dict[int, str], int]:
    """Edits whose saves fail by chance, with reloads by chance; the last values, and how often words lied."""
    page = context.new_page()
    page.goto(f"{address}offline/?item=1")
    wait_until(page, HELD)
    through, items = (
        failing(context, chance),
        page.evaluate("[...document.querySelectorAll('form[data-item]')].map((one) => one.dataset.item)"),
    )
    last, lies = {}, 0
    for _edit in range(edits):
        place = chance.randint(1, ITEMS)
        last[place] = chance.choice([one for one in "abcd" if one != last.get(place)])
        page.evaluate(ENTER, [place, last[place]])
        page.wait_for_function(STATE)
        state = page.locator("[data-line]").get_attribute("data-state")
        lies += state == "saved" and (items[place - 1], last[place]) not in through
        if chance.random() < 0.3:
            page.reload()
    context.unroute("**/autosave/")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function(WORDS, arg="Guardado")
    return last, lies


@pytest.mark.slow("a browser, and saves that fail in it")
def test_a_save_that_failed_is_sent_again_after_a_reload_and_the_words_are_true(server):
    chance, edits = seeded("failed saves"), size(20, 200)
    delivery = make.delivery(make.knowledge_test(ITEMS))
    taker = begun(server, delivery)
    with sync_playwright() as playwright, at(taker, playwright) as (context, address):
        last, lies = restless(context, address, chance, edits)
    rows = Response.objects.filter(attempt__uuid=taker.attempt).select_related("item_version")
    stored = {taker.items.index(one.item_version.uuid) + 1: one.value for one in rows}
    passed("failed saves", edits=edits, lost=sum(stored.get(key) != last[key] for key in last), lies=lies)
    assert stored == last
    assert lies == 0


@pytest.mark.slow("a browser, and answers that get lost in it")
def test_a_tab_whose_claim_was_granted_and_never_answered_is_no_other_tab(server):
    """The server heard it, the phone did not: it asks again, by itself or from the tab that comes after."""
    delivery = make.delivery(make.knowledge_test(ITEMS))
    taker = begun(server, delivery)
    asked = []

    def lose(route):
        if len(asked) == 2:
            return route.continue_()
        asked.append(route.fetch().status)
        return route.abort()

    with sync_playwright() as playwright, at(taker, playwright) as (context, address):
        page = context.new_page()
        page.goto(f"{address}offline/?item=1")
        wait_until(page, HELD)
        page.close()
        context.route("**/claim/", lose)
        context.set_offline(True)
        page = context.new_page()
        page.goto(f"{address}?item=2")
        context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        while len(asked) < 2:
            page.wait_for_timeout(100)
        context.set_offline(True)
        page.close()
        page = context.new_page()
        # It asks once in vain, which must not make it forget who asked before it.
        with context.expect_event("requestfailed", lambda one: one.url.endswith("/claim/")):
            page.goto(f"{address}?item=2")
        context.set_offline(False)
        page.evaluate(ENTER, [3, "c"])
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_function(WORDS, arg="Guardado")
    assert (asked, Response.objects.get(attempt__uuid=taker.attempt).value) == ([200, 200], "c")


@pytest.mark.slow("a browser, and two tabs in it")
def test_what_is_entered_before_the_page_has_read_the_device_is_the_newest(server):
    """Each edit has a number, and the page learns only from the device which numbers were given since."""
    delivery = make.delivery(make.knowledge_test(ITEMS))
    taker = begun(server, delivery)
    with sync_playwright() as playwright, at(taker, playwright) as (context, address):
        other, page = context.new_page(), context.new_page()
        page.goto(f"{address}offline/?item=1")
        wait_until(page, HELD)
        for value in "ab":
            page.evaluate(ENTER, [2, value])
            page.wait_for_function(STATE)
            page.wait_for_function(WORDS, arg="Guardado")
        other.goto(f"http://localhost:{taker.port}/favicon.ico")
        other.evaluate(HOLD)
        context.set_offline(True)
        page.reload()
        page.evaluate(ENTER, [2, "c"])
        other.evaluate("() => { window.held = false; }")
        says(page, 1)
        context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_function(WORDS, arg="Guardado")
    assert Response.objects.get(attempt__uuid=taker.attempt).value == "c"


@pytest.mark.slow("a browser, and a server that is started twice")
def test_an_operator_who_does_without_takes_the_worker_and_what_it_kept_from_the_device():
    """docs/operators.md, “Tests without a signal”; the page itself goes on, with a line."""
    gone = "(await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length === 0"
    delivery = make.delivery(make.knowledge_test(ITEMS))
    with serving() as server:
        taker = begun(server, delivery)
        with sync_playwright() as playwright, at(taker, playwright) as (context, address):
            page = context.new_page()
            page.goto(f"{address}?item=1")
            wait_until(page, HELD)
            server.stop()
            server.environment["ACUERDO_OFFLINE_TESTS"] = "0"
            server.start()
            page.goto(f"{address}?item=2")
            page.evaluate(
                "async () => { await (await navigator.serviceWorker.getRegistration())?.update(); }"
            )
            wait_until(page, f"async () => {gone}")
            page.locator("fieldset.item input").first.check()
            page.wait_for_function(WORDS, arg="Guardado")
            page.reload()
            assert page.evaluate(f"async () => {gone}")
