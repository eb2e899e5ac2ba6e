"""What each person does on the path, step by step, as they would do it in the browser."""

import re
from datetime import date, timedelta
from html import unescape

from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, Person, Site
from tests.e2e.names import GROUP, LEARNER, PASSWORD

CENTER = "Centro de Conciliación Laboral, Valles"
DRAWN_LESSONS = 8
# A scene, and a sheet to print: blocks that the first eight lack.
OTHER_LESSONS = ("m3-hearing/m3-full-hearing", "m4-agreement/m4-aid-valid-agreement")


def accept_notice(person: Person) -> None:
    """Accept the privacy notice, which stands before everything else once."""
    if "/consent/" in person.page.url:
        person.page.locator("main form button[type=submit]").first.click()
        person.page.wait_for_url(lambda url: "/consent/" not in url)


def make_center(administrator: Person) -> None:
    administrator.go("centers/new/")
    page = administrator.page
    page.fill("[name=name]", CENTER)
    page.fill("[name=code]", "ccl-valles")
    page.select_option("[name=kind]", "state")
    page.select_option("[name=state]", "MEX")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/centers/$"))


def make_staff(administrator: Person, site: Site, address: str, first: str, last: str, role: str) -> None:
    """A new person with a role, invited by mail."""
    administrator.go("people/new/")
    page = administrator.page
    page.fill("[name=email]", address)
    page.fill("[name=first_name]", first)
    page.fill("[name=last_name]", last)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}/$"))
    grant = page.locator("form[action*='/roles/']").last
    grant.locator("[name=role]").select_option(role)
    if role == "center_manager":
        grant.locator("[name=center]").select_option(label=CENTER)
    grant.locator("button[type=submit]").click()
    if not site.letters(address):
        page.locator("form[action*='/invite/'] button").click()
        page.wait_for_load_state()


def enter_by_invitation(person: Person, site: Site, address: str) -> None:
    """Follow the link of the invitation, choose a password and accept the notice."""
    person.go(site.link_in_mail(address))
    page = person.page
    page.locator("[name=way][value=password]").check()
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    accept_notice(person)


def make_cohort(officer: Person, trainer_name: str) -> str:
    """A cohort of the course that began yesterday; its address."""
    officer.go("cohorts/new/")
    page = officer.page
    page.fill("[name=name]", "Cohorte de otoño")
    page.fill("[name=starts_on]", (date.today() - timedelta(days=1)).isoformat())
    page.fill("[name=ends_on]", (date.today() + timedelta(days=40)).isoformat())
    page.locator("label", has_text=CENTER).locator("input").check()
    page.locator("label", has_text=trainer_name).locator("input").check()
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(r"/cohorts/[0-9a-f-]{36}/"))
    return re.search(r"/cohorts/[0-9a-f-]{36}/", page.url)[0]


def bring_in_roster(manager: Person, cohort: str, content: bytes, *, name: str = "lista.csv") -> None:
    """Upload a list; stops at the preview."""
    manager.go(f"{cohort}roster/")
    page = manager.page
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def apply_roster(manager: Person) -> None:
    """Say yes to the preview, invitations included."""
    page = manager.page
    form = page.locator("form[action*='/apply/']")
    form.locator("[name=invite]").check()
    form.locator("button").click()
    page.wait_for_url(re.compile(r"/cohorts/[0-9a-f-]{36}/"))


def answer_key() -> dict[str, str]:
    """The right option's text by the question's text, in Spanish, from the course's own file."""
    import yaml

    file = ROOT / "courses/content/labor_conciliation/instruments/knowledge_test.yaml"
    items = yaml.safe_load(file.read_text(encoding="utf-8"))["items"]
    return {
        item["stem"]["es"]: next(o["text"]["es"] for o in item["options"] if o["key"] == item["correct"])
        for item in items
    }


def take_test(person: Person, path: str, *, right: int) -> None:
    """Take the test at `path`, answering `right` of the 20 questions as the key says."""
    key = answer_key()
    person.go(path)
    person.check_accessible()
    page = person.page
    page.locator("main form button").last.click()
    for number in range(20):
        # Question by question from the server, then, once the device holds the test, all on one page.
        expect(page.locator("h1")).to_have_text(f"Pregunta {number + 1} de 20")
        if number == 0:
            # Nothing under the bar, which axe measures as small.
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            person.check_accessible()
        question = page.locator("fieldset.item:visible")
        stem = question.locator("legend").inner_text().strip()
        options = question.locator("label")
        texts = [text.strip() for text in options.all_inner_texts()]
        wanted = texts.index(key[stem])
        chosen = wanted if number < right else (wanted + 1) % len(texts)
        options.nth(chosen).locator("input").check()
        page.locator(".bar button.main:visible").click()
    hand_in = page.locator("form[data-hand-in] button:visible:not(.quiet)")
    expect(hand_in).to_have_count(1)
    person.check_accessible()
    hand_in.click()
    page.wait_for_url("**/submitted/")


def read_lessons(person: Person) -> int:
    """Read every lesson that the start page leads to; how many there were.

    The first eight are read on the screen, the rest by plain requests: the same pages, undrawn.
    """
    page = person.page
    count = 0
    person.go("learning/")
    with page.expect_navigation():
        page.locator(".next a.btn").click()
    while count < DRAWN_LESSONS:
        if count in (0, 7):
            person.check_accessible()
        if count == 0:
            answer_check(person)
        with page.expect_navigation():
            page.locator("form[action*='/complete/'] button").click()
        count += 1
    html = _get(person, page.url.removeprefix(person.site.url))
    while form := re.search(r'action="([^"]+/complete/)"', html):
        html = _post(person, form[1], html)
        count += 1
    for lesson in OTHER_LESSONS:
        person.go(f"courses/labor-conciliation-foundations/{lesson}/")
        person.check_accessible()
    return count


def answer_check(person: Person) -> None:
    """Answer the practice question of a lesson; it comes back with what was right."""
    page = person.page
    address = page.url
    page.locator(".check input[type=radio]").first.check()
    with page.expect_navigation():
        page.locator(".check button").click()
    assert page.locator(".check .right").count() == 1
    person.go(address)


def rate(trainer: Person, name: str, levels: dict[int, int], comment: str) -> None:
    """Rate one person on the open rating list: 3 everywhere but where `levels` says otherwise."""
    page = trainer.page
    page.locator("a", has_text=name).first.click()
    page.wait_for_selector("form.rate")
    if page.locator("[data-guard]").is_visible():
        page.locator("[data-guard] button").click()
    trainer.check_accessible()
    rows = page.locator("fieldset.crit[id^=cr]")
    for position in range(1, rows.count() + 1):
        row = page.locator(f"#cr{position}")
        level = levels.get(position, 3)
        row.locator(f"input[type=radio][value='{level}']").check()
        if comment if level <= 2 else row.get_attribute("data-critical") is not None:
            row.locator(".note textarea").fill(comment or "Se vio.")
    with page.expect_navigation():
        page.locator("form.rate button[value=submit]").click()


def evaluate(person: Person) -> None:
    """Fill in the anonymous evaluation."""
    text = "Preguntar por intereses antes de hablar de montos."
    person.page.locator("textarea").first.fill(text)
    answer_form(person)


def answer_form(person: Person) -> None:
    """Answer every statement of a form of one page with 4, and send it."""
    page = person.page
    person.check_accessible()
    groups = page.locator("fieldset:has(input[type=radio])")
    for index in range(groups.count()):
        groups.nth(index).locator("input[value='4']").check()
    with page.expect_navigation():
        page.locator("main form button, .bar button").last.click()


def hurry(person: Person, *, before: int, after: int) -> None:
    """From pre-test to post-test by plain requests of the signed-in person: the same pages, undrawn."""
    for right in (before, after):
        home = _get(person, "learning/")
        path = re.search(r'href="(/es-mx/tests/[0-9a-f-]{36}/)"', home)[1]
        _hurry_through_test(person, path, right)
        home = _get(person, "learning/")
        lesson = re.search(r'class="btn wide"\s+href="([^"]+)"', home)[1]
        html = _get(person, lesson)
        while form := re.search(r'action="([^"]+/complete/)"', html):
            html = _post(person, form[1], html)


def _hurry_through_test(person: Person, path: str, right: int) -> None:
    key = answer_key()
    html = _post(person, path, _get(person, path))
    for number in range(20):
        stem = unescape(re.search(r"<legend>(.*?)</legend>", html, re.DOTALL)[1]).strip()
        options = [
            (value, unescape(text).strip())
            for value, text in re.findall(
                r'name="answer"\s+value="(\w+)".*?<span>(.*?)</span>', html, re.DOTALL
            )
        ]
        wanted = next(value for value, text in options if text == key[stem])
        wrong = next(value for value, text in options if text != key[stem])
        onward = re.search(r'class="btn main"\s+name="go"\s+value="(\w+)"', html)[1]
        attempt = re.search(r'data-attempt="([0-9a-f-]{36})"', html)[1]
        hidden = r'type="hidden"\s+name="(item|position|seq|epoch)"\s+value="([^"]*)"'
        fields = dict(re.findall(hidden, html))
        fields |= {"answer": wanted if number < right else wrong, "go": onward}
        html = _post(person, f"/es-mx/attempts/{attempt}/", html, fields)
    _post(person, re.search(r'action="([^"]+/submit/)"', html)[1], html)


def _get(person: Person, path: str) -> str:
    address = path if path.startswith("/") else f"/{person.language}/{path}"
    response = person.context.request.get(f"{person.site.url}{address}")
    assert response.ok, f"{response.status} {address}"
    return response.text()


def _post(person: Person, path: str, html: str, fields: dict[str, str] | None = None) -> str:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    address = f"{person.site.url}{path}"
    response = person.context.request.post(
        address, form={"csrfmiddlewaretoken": token, **(fields or {})}, headers={"Referer": address}
    )
    assert response.ok, f"{response.status} {path}"
    return response.text()


def wire_bytes(person: Person, address: str) -> int:
    """What a page costs over the wire, everything that it loads included, in bytes."""
    session = person.context.new_cdp_session(person.page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    person.page.goto(address, wait_until="networkidle")
    session.detach()
    return round(sum(sizes))


def check_english(person: Person, *pages: str) -> None:
    """The same pages in English: accessible, said to be English, no Spanish left; all was calm."""
    person.language = "en"
    for path in pages:
        person.go(path)
        person.check_accessible()
        assert person.page.locator("html").get_attribute("lang") == "en"
        spanish = re.findall(
            r"\b(evaluación|cohorte|calificar|lecciones|faltan)\b", visible_interface(person)
        )
        assert spanish == [], path
    person.check_calm()


def visible_interface(person: Person) -> str:
    """The words of the interface, without names that people gave (the cohort is called in Spanish)."""
    text = person.page.locator("main").inner_text().lower()
    return text.replace(LEARNER.cohort.lower(), "").replace(GROUP.cohort.lower(), "")
