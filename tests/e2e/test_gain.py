"""What a manager reads of a group, and of nobody alone. The figures themselves are held on both databases."""

import pytest
from playwright.sync_api import Browser

from tests.e2e import walk
from tests.e2e.conftest import Person, Site
from tests.e2e.names import GROUP, WALKER

pytestmark = pytest.mark.browser


@pytest.mark.slow("a browser, and five people's courses")
def test_a_manager_reads_the_gain_of_five_and_of_nobody_alone(site: Site, browser: Browser):
    cohort = site.prepare("group")["cohort"]
    manager = Person(browser, site, width=1280)
    manager.sign_in(GROUP.address("gerencia"))
    manager.go("")
    assert "n = " not in manager.page.locator("main").inner_text()  # one person is not a group
    site.prepare("others")
    name, before, after = WALKER
    other = Person(browser, site)
    other.sign_in(GROUP.address(name))
    other.page.wait_for_load_state()
    walk.hurry(other, before=before, after=after)
    manager.go("")
    assert "n = " not in manager.page.locator("main").inner_text()  # the sixth still has time
    site.prepare("over")
    manager.go("")
    manager.check_accessible()
    text = " ".join(manager.page.locator("main").inner_text().split())
    assert "De 52 % a 75 % de aciertos, en 5 personas con prueba antes y después (les falta alguna: 1" in text
    assert "si no hubiera cambiado, la media sería de +19 puntos" in text
    assert "El cambio medio es de +23 puntos (intervalo de 95 %: +15 a +31)" in text
    walk.check_english(manager, "", cohort.lstrip("/"))
