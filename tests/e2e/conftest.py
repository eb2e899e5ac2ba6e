"""A whole site of its own, served as production serves it, and a browser."""

import contextlib
import email
import email.policy
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import databases
from tests.e2e.names import ADMINISTRATOR, PASSWORD
from tests.services import BROWSER_OPTIONS, PATIENCE, find_browser

# Links that a finger cannot reach, since their middle belongs to something else to press; what sticks to an
# edge of the screen covers nothing for long.
COVERED = """() => {
  const top = scrollY
  const covered = [...document.querySelectorAll('main a, main button')].filter((one) => {
    if (!one.checkVisibility() || one.closest('.bar, .vh')) return false
    one.scrollIntoView({ block: 'center', behavior: 'instant' })
    const box = one.getClientRects()[0]
    const hit = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return hit && !one.contains(hit) && hit.closest('a, button') && !hit.closest('.bar, .nav')
  })
  scrollTo(0, top)
  return covered.map((one) => one.textContent.trim())
}"""
LAID_FLAT = """() => {
  for (const one of document.querySelectorAll('body *')) {
    if (getComputedStyle(one).position === 'sticky') {
      one.style.position = 'relative'
      one.dataset.laidFlat = ''
    }
  }
}"""
AS_IT_WAS = """() => {
  for (const one of document.querySelectorAll('[data-laid-flat]')) {
    one.style.removeProperty('position')
    delete one.dataset.laidFlat
  }
}"""
expect.set_options(timeout=PATIENCE * 1000)
ROOT = Path(__file__).resolve().parent.parent.parent


class Resident:
    """`tests/e2e/resident.py`, started once for a site."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.resident"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *words: str) -> Any:
        """What it made of the words; its own error where it failed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline())
        assert "error" not in reply, reply["error"]
        return reply["found"]

    def stop(self) -> None:
        """It ends with its questions."""
        self.process.communicate(timeout=20)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its address, and its folder with database and mail."""

    url: str
    var: Path
    environment: dict[str, str]
    resident: Resident

    def prepare(self, state: str) -> dict[str, Any]:
        """Have `tests/e2e/prepare.py` make what a walk begins with; what it says of it."""
        return self.resident.ask("prepare", state)

    def letters(self, to: str) -> list[str]:
        """The texts of the mail sent to `to`, oldest first; as long as there is none, what waits is sent."""
        if not self._sent(to):
            self.resident.ask("manage", "db_worker", "--batch", "--no-startup-delay", "--verbosity=0")
        return self._sent(to)

    def _sent(self, to: str) -> list[str]:
        found = []
        for file in sorted((self.var / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
            # Django separates the messages of one connection by a line of dashes.
            for raw in re.split(rb"\n-{79}\n", file.read_bytes()):
                if raw.strip():
                    letter = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
                    if to in str(letter["To"]):
                        body = letter.get_body(preferencelist=("plain",))
                        found.append(body.get_content() if body else "")
        return found

    def link_in_mail(self, to: str) -> str:
        """The last link that was mailed to `to`."""
        return re.findall(r"https?://\S+", self.letters(to)[-1])[-1].rstrip(".,)")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Site]:
    """With the course loaded and one administrator; walks add what they begin with themselves."""
    var = tmp_path_factory.mktemp("site")
    port = _free_port()
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.e2e.settings",
        "ACUERDO_VAR": str(var),
        "ACUERDO_BASE_URL": url,
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }

    def load(name: str) -> None:
        databases.copy(migrated, name)
        loader = Resident({**environment, **_at(name)})
        loader.ask("manage", "load_course", "--verbosity=0")
        loader.ask("manage", "createsuperuser", "--no-input", f"--email={ADMINISTRATOR}", "--verbosity=0")
        loader.stop()

    name = str(var / "site.sqlite3") if "ACUERDO_DB_NAME" not in os.environ else f"site_{os.getpid()}"
    with django_db_blocker.unblock():
        migrated = databases.template()
        loaded = databases.kept("site", [*databases.ingredients(), *_sources()], load)
        databases.copy(loaded, name)
    environment |= _at(name)
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi", "-b", f"127.0.0.1:{port}", "--threads", "8"]
    with (var / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    resident = Resident(environment)
    try:
        _wait_for(url, server)
        yield Site(url, var, environment, resident)
    finally:
        resident.stop()
        server.terminate()
        server.wait(timeout=20)
        with django_db_blocker.unblock():
            databases.remove(name)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium, headless; it looks nothing up by itself.

    Gone with the folder: Playwright keeps an event loop running in this thread, in which Django refuses
    to touch the database, and other tests follow in this process.
    """
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_browser(), args=list(BROWSER_OPTIONS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser; whoever was at it in a file is gone with the file, pages and all."""
    yield chromium
    for context in chromium.contexts:
        context.close()


class Person:
    """Somebody at a browser, whose every page must be calm: no error, no blocked script, no call outside."""

    def __init__(
        self,
        browser: Browser,
        site: Site,
        *,
        width: int = 360,
        language: str = "es-mx",
        keeps_pages: bool = True,
    ) -> None:
        self.site = site
        self.language = language
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 780},
            locale="es-MX" if language == "es-mx" else "en-US",
            service_workers="allow" if keeps_pages else "block",
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        # A form that comes back with its mistakes named answers 422, which the browser logs too.
        self.page.on(
            "console",
            lambda m: self.complaints.append(m.text) if m.type == "error" and "422" not in m.text else None,
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request",
            lambda r: (
                self.complaints.append(r.url) if not r.url.startswith((site.url, "data:", "blob:")) else None
            ),
        )

    def go(self, path: str) -> None:
        """Open a path of the site (with its language in front unless it starts with http)."""
        address = path if path.startswith("http") else f"{self.site.url}/{self.language}/{path.lstrip('/')}"
        response = self.page.goto(address)
        assert response is not None
        assert response.status < 400, f"{response.status} {address}"

    def sign_in(self, address: str, password: str = PASSWORD) -> None:
        """Sign in by e-mail and password."""
        self.go("account/login/")
        self.page.fill("input[name=login]", address)
        self.page.fill("input[name=password]", password)
        self.page.locator("main form button[type=submit]").first.click()

    def check_calm(self) -> None:
        """Nothing was blocked, nothing failed and nobody outside was called."""
        assert self.complaints == []

    def check_accessible(self) -> None:
        """axe finds nothing serious, nothing scrolls sideways, no link is covered, radios stand in fieldsets.

        axe looks once, on the first database: what a page is made of does not depend on it.
        """
        self.page.wait_for_load_state()
        if "ACUERDO_DB_NAME" not in os.environ:
            self._check_by_axe()
        loose = self.page.evaluate(
            "[...document.querySelectorAll('input[type=radio]')]"
            ".filter(radio => !radio.closest('fieldset')?.querySelector('legend')).length"
        )
        assert loose == 0, self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url

        assert self.page.evaluate(COVERED) == [], self.page.url

    def _check_by_axe(self) -> None:
        # A bar that follows the reader half covers whatever happens to lie under it: where the page was
        # scrolled to would decide the size that axe sees of it.
        self.page.evaluate(LAID_FLAT)
        results = Axe().run(
            self.page,
            options={
                "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                "resultTypes": ["violations"],
            },
        )
        serious = [
            f"{v['id']}: {v['nodes'][0]['html'][:160]}"
            for v in results.response["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
        self.page.evaluate(AS_IT_WAS)
        assert serious == [], self.page.url


def _at(name: str) -> dict[str, str]:
    """The environment that names a database."""
    return {"ACUERDO_DB_NAME" if "ACUERDO_DB_NAME" in os.environ else "ACUERDO_SQLITE": name}


def _sources() -> list[Path]:
    """Everything that could change what loading the course writes."""
    return sorted(
        path
        for folder in ("lms", "assessments", "courses", "analytics")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".yaml"}
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped; see server.log"
        with contextlib.suppress(OSError), urlopen(f"{url}/es-mx/help/", timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")
