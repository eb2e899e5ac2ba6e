"""A question from its first word to its corrected key, and nobody touches a file."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person, Site
from tests.e2e.names import BANK

pytestmark = [pytest.mark.browser, pytest.mark.slow("a browser, and five people who write, take and correct")]

# The author marks the wrong answer as right, as authors do.
STEM = "¿Quién registra un contrato colectivo?", "Who registers a collective contract?"
OPTIONS = (
    ("El Centro Federal", "The Federal Center"),
    ("El Tribunal local", "The local court"),
)
RIGHT, MARKED = 0, 1


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def write(page: Page, prefix: str, words: tuple[str, str]) -> None:
    for language, text in zip(("es", "en"), words, strict=True):
        page.fill(f"[name='{language}.{prefix}']", text)


def entered(browser: Browser, site: Site, who: str, *, width: int = 1280) -> Person:
    person = Person(browser, site, width=width)
    person.sign_in(BANK.address(who))
    person.page.wait_for_url(lambda url: "login" not in url)
    return person


def write_a_question(editor: Person) -> str:
    """The address of a draft in two languages that waits for its reviewer."""
    page = editor.page
    page.goto(f"{editor.site.url}/admin/questions/new/")
    page.locator("[name=type][value=single_choice]").check()
    press(page, "Empezar a escribir")
    write(page, "stem", STEM)
    for place, words in enumerate(OPTIONS):
        write(page, f"options.{place}.text", words)
    page.locator("[name=correct]").nth(MARKED).check()
    press(page, "Guardar la pregunta")
    draft = page.url
    press(page, "Pedir revisión")
    return draft


def build_two_forms(editor: Person) -> None:
    """Form A asks the new question and one more, form B the new one and another."""
    page = editor.page
    page.goto(f"{editor.site.url}/admin/tests/")
    page.fill("[name=title_es]", "Registro de contratos")
    page.fill("[name=title_en]", "Registering contracts")
    press(page, "Empezar")
    page.fill("[name=intro_es]", "Conteste con lo que sabe hoy.")
    page.fill("[name=intro_en]", "Answer with what you know today.")
    page.select_option("[name=purpose]", "practice")
    press(page, "Agregar una forma B")
    for place, label in enumerate("AB"):
        with page.expect_navigation():
            page.locator(f"[name=go][value='pick:0:{label}']").click()
        for words, which in (("registra un contrato colectivo", 0), ("", place)):
            page.locator("main form[role=search] [name=q]").fill(words)
            press(page, "Buscar")
            page.locator("[name=item]").nth(which).check()
            press(page, "Agregar las preguntas elegidas")
        with page.expect_navigation():
            page.get_by_role("link", name="Volver a la evaluación").click()
    press(page, "Publicar lo guardado")


def open_it(leader: Person) -> str:
    """The address of its page, once both forms are open to the two people."""
    page = leader.page
    leader.go("deliveries/new/?purpose=practice")
    choice = page.locator("[name=instrument] option", has_text="Registro de contratos").first
    page.select_option("[name=instrument]", choice.get_attribute("value"))
    page.fill("[name=title_es]", "Repaso")
    page.fill("[name=title_en]", "Review")
    press(page, "Abrirla")
    address = page.url.removesuffix("people/")
    page.get_by_role("link", name="Agregar personas").first.click()
    page.fill("[name=lines]", "\n".join(BANK.address(name) for name in BANK.learners))
    press(page, "Agregarlas")
    return address


def choose_right(page: Page) -> None:
    """The right answer to the new question, whatever place shuffling gave it; the first one elsewhere."""
    question = page.locator("fieldset.item:visible")
    own = question.locator("label", has_text=OPTIONS[RIGHT][0])
    (own if own.count() else question.locator("label")).first.locator("input").check()


def take(person: Person, *, offline: bool) -> None:
    page = person.page
    person.go("learning/")
    page.locator("a[href*='/tests/']", has_text="Repaso").first.click()
    if offline:
        press(page, "Contestarla sin señal")
        expect(page.locator("[data-held]")).to_be_visible()
        person.context.set_offline(True)
    else:
        page.locator("main form button").last.click()
    for number in (1, 2):
        expect(page.locator("h1")).to_have_text(f"Pregunta {number} de 2")
        choose_right(page)
        page.locator(".bar button.main:visible").click()
    page.locator("form[data-hand-in] button:visible:not(.quiet)").click()
    if offline:
        expect(page.locator("[data-autosave]")).to_contain_text("Su evaluación espera para entregarse.")
        person.context.set_offline(False)
    page.wait_for_url("**/submitted/")


def test_a_question_is_written_asked_in_two_forms_analyzed_and_put_right(site: Site, browser: Browser):
    site.prepare("bank")
    editor, reviewer = entered(browser, site, "edicion"), entered(browser, site, "revision")
    draft = write_a_question(editor)
    reviewer.page.goto(draft)
    press(reviewer.page, "Aprobar los dos idiomas")
    build_two_forms(editor)

    leader = entered(browser, site, "programa")
    delivery = open_it(leader)
    people = [entered(browser, site, name, width=360) for name in BANK.learners]
    take(people[0], offline=True)
    take(people[1], offline=False)

    leader.page.goto(delivery)
    with leader.page.expect_navigation():
        leader.page.get_by_role("link", name="Qué hicieron las preguntas").first.click()
    leader.check_accessible()
    leader.page.locator("li", has_text=STEM[0]).get_by_role("link").click()
    expect(leader.page.locator("p.lead")).to_have_text(STEM[0])
    leader.page.locator("[name=kind][value=key]").check()
    leader.page.locator("label", has_text=OPTIONS[RIGHT][0]).locator("input").check()
    leader.page.fill("[name=reason]", "La clave señalaba al tribunal.")
    press(leader.page, "Ver qué cambiaría")
    expect(leader.page.locator("h1")).to_have_text("Cambiarían 2 resultados")
    press(leader.page, "Corregir y calificar de nuevo")
    for person in people:
        person.page.reload()
        expect(person.page.locator("main")).to_contain_text("1 de 1")
    for person in (editor, reviewer, leader, people[1]):
        person.check_calm()
