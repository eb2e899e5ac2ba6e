"""The whole path of the product, by the people whose path it is, in a browser."""

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e import walk
from tests.e2e.conftest import Person, Site
from tests.e2e.names import ADMINISTRATOR, LEARNER

pytestmark = pytest.mark.browser

TRAINER = ("capacitadora@acuerdo.test", "Maribel", "Ochoa Vela", "trainer")
OFFICER = ("programa@acuerdo.test", "Julia", "Arriaga Peña", "program_officer")
MANAGER = ("gerencia@acuerdo.test", "Teresa", "Llanos Ruiz", "center_manager")
# As Excel saves it in Mexico: Windows encoding, semicolons, headings in Spanish.
ROSTER = (
    "Correo;Nombre;Apellidos;Centro;Sexo;Año de nacimiento\r\n"
    "itzel@acuerdo.test;Itzel;Cruz Hernández;Centro de Conciliación Laboral, Valles;Mujer;1990\r\n"
    "ruben@acuerdo.test;Rubén;Maldonado Nuño;Centro de Conciliación Laboral, Valles;Hombre;1985\r\n"
    "alma@acuerdo.test;Alma;Pech Íñiguez;Centro de Conciliación Laboral, Valles;Mujer;1979\r\n"
    "citlali@acuerdo.test;Citlali;Tun Salgado;Centro de Conciliación Laboral, Valles;Mujer;1992\r\n"
    "jesus@acuerdo.test;Jesús;Yáñez Ríos;Centro de Conciliación Laboral, Valles;Hombre;1969\r\n"
    "nayeli@acuerdo.test;Nayeli;Güemes Chan;Centro de Conciliación Laboral, Valles;Mujer;1988\r\n"
).encode("cp1252")


@pytest.mark.slow("a browser, and a conciliator's whole course read in it")
def test_a_conciliator_learns_is_rated_and_gets_the_certificate(site: Site, browser: Browser):
    cohort = site.prepare("learner")["cohort"]
    itzel = Person(browser, site)
    itzel.sign_in(LEARNER.address("itzel"))
    itzel.go("learning/")
    itzel.check_accessible()
    pre_test = itzel.page.locator(".next a.btn").get_attribute("href")
    walk.take_test(itzel, f"{site.url}{pre_test}", right=11)
    shown = itzel.page.locator("main").inner_text()
    assert "20 de 20" in shown
    assert re.search(r"\b11\b(?!:)(?<!:11)", shown) is None  # no result before the course; an hour is none

    assert walk.read_lessons(itzel) == 26

    trainer = Person(browser, site, width=768)
    trainer.sign_in(LEARNER.address("capacita"))
    trainer.go(cohort.lstrip("/"))
    trainer.check_accessible()
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
    itzel.page.locator(".next a.btn").click()
    walk.evaluate(itzel)

    itzel.go("learning/")
    itzel.check_accessible()
    itzel.page.locator("a[href*='/feedback/']").last.click()
    assert "Propuso una sola cifra" in itzel.page.locator("main").inner_text()
    itzel.check_accessible()
    itzel.go("learning/")
    itzel.page.locator("form[action*='/certificates/'] button").click()
    itzel.page.wait_for_load_state()
    check_certificate(site, itzel, browser)
    itzel.go("learning/")
    edge = itzel.page.locator("table.gain").evaluate("one => one.getBoundingClientRect().right")
    assert edge <= itzel.page.viewport_size["width"]  # before, after and gain, without moving sideways

    walk.check_english(itzel, "learning/")
    walk.check_english(trainer, cohort.lstrip("/"), rating_list.split("/es-mx/")[1])


@pytest.mark.slow("a browser, and four people who enter a new programme in it")
def test_a_programme_is_set_up_from_center_to_roster(site: Site, browser: Browser):
    administrator = Person(browser, site, width=1280)
    administrator.sign_in(ADMINISTRATOR)
    walk.accept_notice(administrator)
    walk.make_center(administrator)
    for address, first, last, role in (TRAINER, OFFICER, MANAGER):
        walk.make_staff(administrator, site, address, first, last, role)

    officer = Person(browser, site, width=1280)
    walk.enter_by_invitation(officer, site, OFFICER[0])
    trainer = Person(browser, site, width=768)
    walk.enter_by_invitation(trainer, site, TRAINER[0])
    manager = Person(browser, site, width=1280)
    walk.enter_by_invitation(manager, site, MANAGER[0])
    manager.check_accessible()

    cohort = walk.make_cohort(officer, TRAINER[1])
    walk.bring_in_roster(manager, cohort, ROSTER)
    assert "Íñiguez" in manager.page.content()
    manager.check_accessible()
    walk.apply_roster(manager)
    assert "Rubén Maldonado Nuño" in manager.page.locator("main").inner_text()

    trainer.go(cohort.lstrip("/"))
    assert "Rubén Maldonado Nuño" in trainer.page.locator("main").inner_text()
    itzel = Person(browser, site)
    walk.enter_by_invitation(itzel, site, "itzel@acuerdo.test")
    itzel.go("learning/")
    itzel.check_accessible()
    assert "/tests/" in itzel.page.locator(".next a.btn").get_attribute("href")
    for person in (administrator, officer, trainer, manager, itzel):
        person.check_calm()


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
