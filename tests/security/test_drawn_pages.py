"""Pages as a browser draws them where space, colors and patience are short.

The pages of the crawl are served from memory: nothing is asked of the site once more. They come over a
real connection, so that the browser keeps styles and scripts from page to page.
"""

import mimetypes
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.security.crawl import Crawl, Visit
from tests.services import BROWSER_OPTIONS, find_browser, wait_until

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.slow("a browser, over every kind of page"),
]
STATIC = Path(__file__).resolve().parents[2] / "static"
NARROW = {"width": 320, "height": 700}
# Every change of text in a region that is read aloud by itself.
LISTEN = """() => {
    window.heard = [];
    for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
        const note = () => window.heard.push(region.textContent.trim());
        new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
    }
}"""
WAITS = "Su evaluación espera para entregarse."
PHONE = {"width": 360, "height": 800}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def in_a_browser() -> Iterator[Callable[[Callable[[Browser], Any]], Any]]:
    """Runs work in a thread of its own: Playwright leaves an event loop, in which Django refuses to work."""
    with ThreadPoolExecutor(1) as pool:
        playwright = pool.submit(lambda: sync_playwright().start()).result()
        browser = pool.submit(
            playwright.chromium.launch,
            executable_path=find_browser(),
            args=list(BROWSER_OPTIONS),
        ).result()
        yield lambda work: pool.submit(work, browser).result()
        pool.submit(browser.close).result()
        pool.submit(playwright.stop).result()


class Kept(BaseHTTPRequestHandler):
    """Answers with what the crawl got, and with files of ours; nothing can be sent."""

    protocol_version = "HTTP/1.1"
    pages: dict[str, bytes]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = STATIC / path.removeprefix("/static/")
        if body := self.pages.get(self.path):
            self.reply(200, body, "text/html; charset=utf-8")
        elif path.startswith("/static/") and file.is_file():
            self.reply(200, file.read_bytes(), mimetypes.guess_type(path)[0] or "", "max-age=3600")
        else:
            self.reply(404, b"{}", "application/json")

    def reply(self, status: int, body: bytes, kind: str, kept: str = "no-store") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@contextmanager
def screen(browser: Browser, pages: list[Visit], **options: Any) -> Iterator[tuple[Page, str]]:
    """A tab, and the address of the site that answers with the pages."""
    handler = type("Handler", (Kept,), {"pages": {one.url: one.body for one in pages}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(**options)
        yield context.new_page(), f"http://localhost:{server.server_port}"
        context.close()
        server.shutdown()


def kinds(crawled: Crawl, *names: str) -> list[Visit]:
    """Of every kind of page the fullest one that anybody got (only of `names`, if given)."""
    found: dict[str, Visit] = {}
    for one in crawled.dressed():
        wanted = one.status == 200 and (not names or one.name in names)
        if wanted and (one.name not in found or len(one.body) > len(found[one.name].body)):
            found[one.name] = one
    return list(found.values())


# Tables that go past their frame, and words of actions and rows that are cut into letters.
CUT = r"""() => {
    const cut = [...document.querySelectorAll(".scroll:has(table)")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => `table of ${one.scrollWidth}`);
    const walls = ".btn, .nav a, .tabs a, .rows .go > *";
    for (const word of [...document.querySelectorAll(walls)].flatMap(words)) {
        const tops = new Set([...word.range.getClientRects()].map((one) => Math.round(one.top)));
        if (tops.size > 1) cut.push(word.text);
    }
    return cut;

    function words(element) {
        const found = [];
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            // An address may be broken anywhere; it has more than 24 signs without a space.
            for (const { 0: text, index } of texts.currentNode.data.matchAll(/[\p{L}\p{N}]{1,20}/gu)) {
                if (long(texts.currentNode.data, index)) continue;
                const range = document.createRange();
                range.setStart(texts.currentNode, index);
                range.setEnd(texts.currentNode, index + text.length);
                if (!texts.currentNode.parentElement.closest(".vh")) found.push({ text, range });
            }
        }
        return found;
    }

    function long(data, index) {
        return /^\S*/.exec(data.slice(index))[0].length + /\S*$/.exec(data.slice(0, index))[0].length > 24;
    }
}"""
# The first rows of somebody's own file have as many columns as the file; two accounts stand side by side.
AS_WIDE_AS_THEY_ARE = {"scores_columns", "scores_upload", "person_merge"}


@pytest.fixture(scope="module")
def measured(crawled: Crawl, in_a_browser) -> dict[str, dict[str, Any]]:
    """Of each kind of page, by name, what is wrong with it in each of three frames; drawn once."""
    pages = kinds(crawled)

    def work(browser: Browser) -> dict[str, dict[str, Any]]:
        found = {}
        with screen(browser, pages, viewport=NARROW) as (page, site):
            for one in pages:
                page.set_viewport_size(NARROW)
                page.goto(site + one.url)
                told = {"320 px": page.evaluate(WIDER)}
                page.set_viewport_size(PHONE)
                told["phone"] = [] if "/admin/" in one.url else page.evaluate(CUT)
                page.set_viewport_size({"width": 1024, "height": 700})
                page.add_style_tag(content="html { font-size: 200% !important; }")
                told["200 %"] = page.evaluate(WIDER)
                found[one.name] = told
        return found

    told = in_a_browser(work)
    assert len(told) > 45
    return told


def test_nothing_widens_a_page_at_320_px_nor_with_letters_twice_as_large(measured):
    """Reflow (1.4.10) with addresses of 45 letters in every place, and text alone at 200 % (1.4.4)."""
    frames = ("320 px", "200 %")
    assert [
        (name, frame, told[frame]) for name, told in measured.items() for frame in frames if told[frame]
    ] == []


def test_on_a_phone_no_table_is_cut_off_and_no_word_of_an_action(measured):
    """At 360 px a table shows its last column or stacks; a button's or row's words stay whole."""
    cut = {name: told["phone"] for name, told in measured.items() if name not in AS_WIDE_AS_THEY_ARE}
    assert {name: words for name, words in cut.items() if words} == {}


PRESSED = """[...document.querySelectorAll(".btn, .back, .nav, .bar")]
    .filter((one) => one.checkVisibility()).length"""


def test_on_paper_nothing_asks_to_be_pressed(crawled: Crawl, in_a_browser):
    """A filled button prints as a dark bar with dark letters, and leads nowhere."""
    pages = kinds(crawled, "learning", "my_rating", "cohort", "role_play", "styleguide")

    def work(browser: Browser) -> list[str]:
        found = []
        with screen(browser, pages) as (page, site):
            for one in pages:
                page.goto(site + one.url)
                seen = page.evaluate(PRESSED)
                page.emulate_media(media="print")
                left = page.evaluate(PRESSED)
                page.emulate_media(media="screen")
                if left or not seen:
                    found.append(f"{one.name}: {left} of {seen}")
        return found

    assert in_a_browser(work) == []
    assert len(pages) == 5


# What tells one thing from its neighbors, as the lines that the reader's few colors leave of it.
LINES = """(selectors) => selectors.map((selector) => {
    const style = getComputedStyle(document.querySelector(selector));
    const told = [
        "backgroundColor", "borderTopColor", "borderBottomColor", "outlineStyle", "outlineColor",
        "textDecorationLine",
    ];
    return told.map((name) => style[name]).join();
})"""
BARS = """[...document.querySelectorAll("progress")].map((one) => {
    const { forcedColorAdjust, borderTopStyle } = getComputedStyle(one);
    return `${forcedColorAdjust} ${borderTopStyle}`;
})"""
TOLD_APART = [
    ("cohort", ".nav a[aria-current]", ".nav a:not([aria-current])"),
    ("cohort", ".tabs a[aria-current]", ".tabs a:not([aria-current])"),
    ("styleguide", ".pager [aria-current]", ".pager a[rel=next]"),
    ("styleguide", ".map .done", ".map button:not(.done, [aria-current])"),
    ("styleguide", ".map [aria-current]", ".map button:not(.done, [aria-current])"),
    ("styleguide", ".pick label:has(:checked)", ".pick label:not(:has(:checked))"),
    ("styleguide", ".badge", ".small"),
]


def test_in_forced_colors_states_are_told_by_lines(crawled: Crawl, in_a_browser):
    """Backgrounds and shadows go there: the current tab, what is done and what is chosen stay apart."""
    pages = kinds(crawled, "cohort", "styleguide")

    def work(browser: Browser) -> tuple[list[str], list[str]]:
        alike, bars = [], []
        with screen(browser, pages, forced_colors="active", viewport={"width": 1024, "height": 700}) as (
            page,
            site,
        ):
            for one in pages:
                page.goto(site + one.url)
                for name, state, plain in TOLD_APART:
                    if name == one.name:
                        lines = page.evaluate(LINES, [state, plain])
                        alike += [f"{name}: {state}"] * (lines[0] == lines[1])
                bars += page.evaluate(BARS)
        return alike, bars

    alike, bars = in_a_browser(work)
    assert alike == []
    assert set(bars) == {"none solid"}


def test_live_regions_speak_of_time_and_of_changes_and_never_again_and_again(crawled: Crawl, in_a_browser):
    """A transcript of every live region, while the half hour of a test goes by without a line.

    The minutes at ten, five and one, that the page hands in, and that this waits for a line; that there is no
    line was said once, when it was noticed, however often sending was tried since.
    """
    pages = kinds(crawled, "attempt", "attempt_review")
    tried = []

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.abort("internetdisconnected")
        else:
            route.continue_()

    def work(browser: Browser) -> dict[str, list[str]]:
        heard = {}
        for one in pages:
            with screen(browser, pages) as (page, site):
                page.route(lambda url: url.startswith(site), lose)
                page.on("requestfailed", lambda request: tried.append(request.url))
                page.clock.install()
                page.goto(site + one.url)
                expect(page.locator("[data-autosave]")).to_contain_text("Sin conexión desde")
                page.evaluate(LISTEN)
                for _minute in range(32):
                    page.clock.run_for("01:00")
                # The clock is moved by hand; what the device writes and what is refused take their own time.
                wait_until(page, f"async () => window.heard.some((text) => text.startsWith('{WAITS}'))")
                heard[one.name] = page.evaluate("window.heard")
        return heard

    for heard in in_a_browser(work).values():
        assert [text[:30] for text in heard] == [
            "Quedan 10 min",
            "Quedan 5 min",
            "Queda menos de un minuto",
            "Se acabó el tiempo: se está entregando lo guardado."[:30],
            WAITS[:30],
        ]
    assert len(tried) > 10
