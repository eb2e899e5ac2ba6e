"""How a programme begins, by the people whose path it is, in a browser."""

import pytest
from playwright.sync_api import Browser

from tests.e2e import walk
from tests.e2e.conftest import Person, Site
from tests.e2e.names import ADMINISTRATOR

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
