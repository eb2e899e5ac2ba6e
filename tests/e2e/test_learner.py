"""A conciliator's whole course, by the people whose path it is, in a browser.

The services behind it are held on both databases; `test_path.py` walks in a browser on both.
"""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import walk
from tests.e2e.conftest import Person, Site
from tests.e2e.names import LEARNER

pytestmark = pytest.mark.browser


@pytest.mark.slow("a browser, and a conciliator's whole course read in it")
def test_a_conciliator_learns_is_rated_and_gets_the_certificate(site: Site, browser: Browser):
    cohort = site.prepare("learner")["cohort"]
    itzel = Person(browser, site)
    itzel.sign_in(LEARNER.address("itzel"))
    itzel.go("learning/")
    itzel.check_accessible()
    with itzel.page.expect_navigation():
        itzel.page.locator(".next a.btn").click()
    walk.answer_form(itzel)
    itzel.go("learning/")
    pre_test = itzel.page.locator(".next a.btn").get_attribute("href")
    walk.take_test(itzel, f"{site.url}{pre_test}", right=11)
    shown = itzel.page.locator("main").inner_text()
    assert "20 de 20" in shown
    assert re.search(r"\b11\b(?!:)(?<!:11)", shown) is None  # no result before the course; an hour is none

    assert walk.read_lessons(itzel) == 50

    trainer = Person(browser, site, width=768)
    trainer.sign_in(LEARNER.address("capacita"))
    trainer.go(cohort.lstrip("/"))
    trainer.check_accessible()
    with trainer.page.expect_navigation():
        trainer.page.locator("a[href*='/ratings/']").last.click()
    trainer.check_accessible()
    rating_list = trainer.page.url
    walk.rate(trainer, "Itzel", {7: 2}, "")
    problem = trainer.page.locator("#cr7 .error")
    assert problem.count() == 1  # a 2 needs a comment, and nothing else was lost
    assert trainer.page.locator("#cr3 input[value='3']").is_checked()
    trainer.page.locator("#cr7 textarea").fill("Propuso una sola cifra. Construya dos opciones.")
    trainer.page.locator("#cr3 input[value='4']").check()
    with trainer.page.expect_navigation():
        trainer.page.locator("form.rate button[value=submit]").click()
    trainer.check_accessible()
    trainer.page.locator("input[name=judgment][value='3']").check()
    with trainer.page.expect_navigation():
        trainer.page.locator("form button", has_text="Sí, enviar").click()
    trainer.check_accessible()
    with trainer.page.expect_navigation():
        trainer.page.locator("button[name=person]").click()
    assert trainer.page.locator("button[name=person]").count() == 0

    itzel.go("learning/")
    post_test = itzel.page.locator("a[href*='/tests/']").first.get_attribute("href")
    walk.take_test(itzel, f"{site.url}{post_test}", right=17)
    assert "17 de 20" in itzel.page.locator("main").inner_text()
    itzel.go("learning/")
    with itzel.page.expect_navigation():
        itzel.page.locator(".next a.btn").click()
    walk.evaluate(itzel)

    itzel.go("learning/")
    itzel.check_accessible()
    itzel.page.locator("a[href*='/feedback/']").last.click()
    expect(itzel.page.locator("main")).to_contain_text("Propuso una sola cifra")
    itzel.check_accessible()
    itzel.go("learning/")
    with itzel.page.expect_navigation():
        itzel.page.locator("form[action*='/certificates/'] button").click()
    check_certificate(site, itzel, browser)
    itzel.go("learning/")
    edge = itzel.page.locator("table.gain").evaluate("one => one.getBoundingClientRect().right")
    assert edge <= itzel.page.viewport_size["width"]  # before, after and gain, without moving sideways

    walk.check_english(itzel, "learning/")
    walk.check_english(trainer, cohort.lstrip("/"), rating_list.split("/es-mx/")[1])


def check_certificate(site: Site, person: Person, browser: Browser) -> None:
    """The certificate is there, opens as a PDF, and anybody can see that it holds."""
    link = person.page.locator("a[href$='.pdf']").first.get_attribute("href")
    response = person.context.request.get(f"{site.url}{link}")
    assert response.headers["content-type"] == "application/pdf"
    assert response.body().startswith(b"%PDF-")
    code = re.search(r"ACU-[0-9A-Z]{4}-[0-9A-Z]{4}", link)[0]
    anybody = Person(browser, site)
    anybody.go(f"v/{code}/")
    anybody.check_accessible()
    assert "Itzel Cruz Hernández" in anybody.page.locator("main").inner_text()
    anybody.check_calm()
