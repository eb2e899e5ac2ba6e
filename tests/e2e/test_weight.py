"""What a page weighs on the wire, and the style guide, which holds one of each part."""

import pytest
from playwright.sync_api import Browser

from tests.e2e import walk
from tests.e2e.conftest import Person, Site
from tests.e2e.names import ADMINISTRATOR

pytestmark = pytest.mark.browser


@pytest.mark.slow("a browser, with an empty cache")
def test_a_lesson_is_light(site: Site, browser: Browser):
    reader = Person(browser, site)
    reader.sign_in(ADMINISTRATOR)
    walk.accept_notice(reader)
    reader.go("courses/")
    course = reader.page.locator("main a[href*='/courses/']").first.get_attribute("href")
    reader.go(f"{site.url}{course}")
    module = reader.page.locator(f"main a[href^='{course}']").first.get_attribute("href")
    reader.go(f"{site.url}{module}")
    lessons = [link.get_attribute("href") for link in reader.page.locator(f"main a[href^='{module}']").all()]
    fresh = Person(browser, site)
    fresh.sign_in(ADMINISTRATOR)
    fresh.context.new_cdp_session(fresh.page).send("Network.clearBrowserCache")
    first = walk.wire_bytes(fresh, f"{site.url}{lessons[0]}")
    later = walk.wire_bytes(fresh, f"{site.url}{lessons[1]}")
    assert 0 < first <= 60_000
    assert 0 < later <= 15_000


@pytest.mark.slow("a browser, and axe over every component twice")
def test_the_style_guide_is_accessible_in_both_languages(site: Site, browser: Browser):
    for language in ("es-mx", "en"):
        anybody = Person(browser, site, width=1280, language=language)
        anybody.go("styleguide/")
        anybody.check_accessible()
        anybody.check_calm()
