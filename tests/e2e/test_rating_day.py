"""A day of assessed role-plays: sheets on the device, days without a line, few taps, another device."""

import os
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person, Site
from tests.e2e.names import RATING
from tests.services import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow("browsers that rate without a line")]
CONFIRMED = re.compile(r"^\s*Confirmado \d\d:\d\d\s*$")
SENT = """async () => (await new Promise((resolve) => {
    const opened = indexedDB.open("acuerdo", 1);
    opened.onupgradeneeded = () =>
        opened.result.createObjectStore("edits", { keyPath: ["owner", "sheet", "field"] });
    opened.onsuccess = () => {
        const all = opened.result.transaction("edits").objectStore("edits").getAll();
        all.onsuccess = () => { opened.result.close(); resolve(all.result); };
    };
})).length === 0"""


UNFOLDS = """async (text) => {
    const data = text.split(".")[4].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(plain).text().catch(() => "sealed");
}"""


# A browser that understands speech: on the device, or (`local` false) by sending it away.
SPEECH = """(local) => {
    window.started = [];
    class Speech extends EventTarget {
        static available({ processLocally }) {
            return Promise.resolve(local && processLocally ? "available" : "unavailable");
        }
        start() { window.started.push(this); }
        stop() { this.dispatchEvent(new Event("end")); }
    }
    if (local) Speech.prototype.processLocally = false;
    window.SpeechRecognition = window.webkitSpeechRecognition = Speech;
}"""
SAY = """(words) => {
    const result = Object.assign([{ transcript: words }], { isFinal: true });
    const said = Object.assign(new Event("result"), { results: [result], resultIndex: 0 });
    window.started.at(-1).dispatchEvent(said);
}"""


@pytest.fixture(scope="module")
def pages(site: Site) -> dict:
    """The addresses of the list and of everybody's sheet."""
    return site.prepare("rating")


@pytest.fixture
def enter(site: Site, browser: Browser) -> Iterator:
    """Signs the trainer in at a device of their own, which is gone afterwards."""
    opened = []

    def enter(width: int = 360) -> Person:
        person = Person(browser, site, width=width)
        opened.append(person)
        person.sign_in(RATING.address("capacita"))
        person.page.wait_for_url(lambda url: "login" not in url)
        return person

    yield enter
    for person in opened:
        person.context.close()


def look(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody asked for pictures."""
    if folder := os.environ.get("ACUERDO_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def line(page: Page):
    return page.locator("[data-line]")


def pick(page: Page, place: int, level: str) -> None:
    page.locator(f"#cr{place} .scale label:has(input[value='{level}'])").click()


def judge(page: Page):
    return page.locator("#judgment label:has(input[value='3'])")


def downloaded(person: Person, pages: dict) -> Page:
    """Everything that is left to rate is on the device, which has tested itself."""
    person.go(pages["list"])
    person.page.get_by_role("button", name="Poner estas hojas en este dispositivo").click()
    expect(person.page.locator("[data-said]")).to_contain_text("Listo para trabajar sin red")
    return person.page


def test_a_day_without_a_line_loses_nothing_and_mixes_up_nobody(pages, enter, site):
    trainer = enter()
    page = downloaded(trainer, pages)
    look(page, "list-360")
    trainer.check_accessible()
    trainer.context.set_offline(True)
    page.reload()
    expect(page.locator("a [data-here]:visible")).to_have_count(6)
    page.get_by_role("link", name=re.compile("^Itzel")).click()
    page.get_by_role("button", name=re.compile("^Es Itzel")).click()
    for place in range(1, 11):
        pick(page, place, "3")
    for place in (2, 9, 10):
        page.locator(f"#cn{place}").fill("Lo vi.")
    page.locator("[data-note]").fill("Saludó a las dos partes")
    page.keyboard.press("Enter")
    judge(page).click()
    expect(line(page)).to_contain_text("sin enviar")
    page.reload()  # once in the middle of it
    expect(page.locator("#cr10 input[value='3']")).to_be_checked()
    expect(page.locator("[data-missing]")).to_be_hidden()
    page.get_by_role("button", name="Revisar y enviar").click()
    expect(page.locator("[data-autosave]")).to_contain_text("Su calificación espera para enviarse.")
    page.goto(f"{site.url}/es-mx/{pages['sheets']['ruben']}")
    page.get_by_role("button", name=re.compile("^Es Ruben")).click()
    for place in (1, 2, 3):
        pick(page, place, "4")
    page.close()  # the browser is killed
    site.prepare("moved")
    trainer.page = page = trainer.context.new_page()
    page.goto(f"{site.url}/es-mx/{pages['sheets']['ruben']}")
    expect(page.locator("#cr3 input[value='4']")).to_be_checked()
    pick(page, 4, "2")
    trainer.context.set_offline(False)
    expect(line(page)).to_have_text(CONFIRMED)
    page.goto(f"{site.url}/es-mx/{pages['sheets']['itzel']}")
    page.wait_for_url(f"**/{pages['list']}")  # sent, and on to the list
    wait_until(page, SENT)
    stored = site.prepare("rated")
    assert stored == {
        "itzel": ["submitted", "3" * 10, 3, 1, "capacita"],
        "ruben": ["draft", "4442", None, 0, "capacita"],
    }
    # What the browser says of a line that is gone is all it complains of.
    assert [one for one in trainer.complaints if "DISCONNECTED" not in one] == []


def test_what_is_refused_stays_to_be_read_until_somebody_discards_it(pages, enter, site):
    trainer = enter()
    page = trainer.page
    trainer.go(pages["sheets"]["nayeli"])
    page.get_by_role("button", name=re.compile("^Es Nayeli")).wait_for()
    trainer.context.set_offline(True)
    page.get_by_role("button", name=re.compile("^Es Nayeli")).click()
    pick(page, 2, "1")
    page.locator("#cn2").fill("Habló por las dos partes.")
    expect(line(page)).to_contain_text("2 cambios sin enviar")
    site.prepare("read")
    trainer.context.set_offline(False)
    refused = page.locator(".alert[data-clash]")
    expect(refused).to_contain_text("Usted ya leyó la hoja de otra persona")
    expect(refused).to_contain_text("Habló por las dos partes.")
    expect(page.locator("#cn2")).to_have_value("Habló por las dos partes.")
    expect(line(page)).to_contain_text("1 cambio sin enviar")
    look(page, "refused-360")
    page.reload()
    expect(page.locator(".lead")).to_contain_text("ya no puede calificarla")
    expect(refused).to_contain_text("Habló por las dos partes.")
    look(page, "refused-again-360")
    trainer.check_accessible()
    refused.get_by_role("button", name="Descartarlo").click()
    expect(refused).to_have_count(0)
    wait_until(page, SENT)


def test_ten_criteria_with_words_take_twenty_five_interactions(pages, enter):
    trainer = enter(width=768)
    page, done = trainer.page, []
    trainer.go(pages["sheets"]["alma"])
    look(page, "guard-768")

    def act(do, *arguments) -> None:
        do(*arguments)
        done.append(do)

    act(page.get_by_role("button", name=re.compile("^Es Alma")).click)
    look(page, "sheet-768")
    for place in range(1, 11):
        act(page.locator(f"#cr{place} .scale label:has(input[value='3'])").click)
    for place in (2, 9, 10):
        act(page.locator(f"#cn{place}").fill, "Lo vi.")
    act(judge(page).click)
    for name in ("strength", "second", "step"):
        act(page.locator(f"#{name}").fill, "Escucha.")
    expect(page.locator("[data-missing]")).to_be_hidden()
    trainer.check_accessible()
    look(page, "sheet-full-768")
    act(page.get_by_role("button", name="Revisar y enviar").click)
    page.wait_for_url(re.compile("/send/$"))
    act(page.get_by_role("button", name="Sí, enviar").click)
    page.wait_for_url(re.compile(r"/ratings/[0-9a-f-]{36}/([0-9a-f-]{36}/)?$"))
    assert len(done) == 20

    # The same by keyboard alone: a digit is a level and goes on, or to the words where they are needed.
    trainer.go(pages["sheets"]["citlali"])
    keys = 0

    def press(*names: str) -> None:
        nonlocal keys
        for name in names:
            page.keyboard.press(name)
            keys += 1

    def write(text: str) -> None:
        nonlocal keys
        page.keyboard.type(text)
        keys += 1

    page.get_by_role("button", name=re.compile("^Es Citlali")).focus()
    press("Enter")
    for place in range(1, 11):
        press("3")
        if place in (2, 9, 10):
            write("Lo vi.")
            press("Tab")
    press("3")
    for name in ("strength", "second", "step"):
        expect(page.locator(f"#{name}")).to_be_focused()
        write("Escucha.")
        press(*(["Tab"] if name != "step" else []))
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"^\s*10 de 10"))
    expect(page.locator("[data-missing]")).to_be_hidden()
    assert keys + 2 <= 25
    expect(line(page)).to_have_text(CONFIRMED)


def test_a_half_done_sheet_goes_to_another_device_without_a_network(pages, enter, site):
    phone, tablet = enter(), enter(width=768)
    for device in (phone, tablet):
        downloaded(device, pages)
        device.context.set_offline(True)
    page = phone.page
    page.goto(f"{site.url}/es-mx/{pages['sheets']['jesus']}")
    page.get_by_role("button", name=re.compile("^Es Jesus")).click()
    pick(page, 5, "4")
    pick(page, 6, "1")
    page.locator("#cn6").fill("Calló.")
    expect(line(page)).to_contain_text("3 cambios sin enviar")
    page.goto(f"{site.url}/es-mx/{pages['list']}hand-over/")
    page.locator("[data-sheets] button", has_text="Jesus").click()
    expect(page.locator("[data-part-said]")).to_contain_text("Código 1 de")
    look(page, "hand-over-360")
    phone.check_accessible()
    code = page.locator("[data-code]").input_value()
    # The text alone says nothing: made small it would unfold, encrypted it does not.
    assert page.evaluate(UNFOLDS, code) == "sealed"
    page.get_by_role("button", name="Mostrar la clave").click()
    expect(page.locator("[data-picture]")).to_be_hidden()
    key = page.locator("[data-key-shown] output").inner_text()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", key)
    look(page, "hand-over-key-360")
    other = tablet.page
    other.goto(f"{site.url}/es-mx/{pages['list']}hand-over/")
    other.locator("[data-pasted]").fill(code[:-9])
    other.locator("[data-take]").click()
    said = other.locator("[data-said]").first
    expect(said).to_contain_text("Nada cambió")
    other.locator("[data-pasted]").fill(code)
    other.locator("[data-take]").click()
    field = other.get_by_label("Clave que muestra el otro dispositivo")
    field.fill(f"{key[:-1]}{'0' if key[-1] != '0' else '1'}")
    other.keyboard.press("Enter")
    expect(said).to_contain_text("Esta clave no abre la hoja. Nada cambió")
    assert other.evaluate(SENT)
    look(other, "hand-over-wrong-768")
    field.fill(key.lower().replace("0", "o").replace("-", " "))
    other.keyboard.press("Enter")
    expect(other.locator("a[data-open]")).to_be_visible()
    other.locator("a[data-open]").click()
    expect(other.locator("#cr6 input[value='1']")).to_be_checked()
    expect(other.locator("#cn6")).to_have_value("Calló.")
    pick(other, 6, "2")
    pick(other, 7, "3")
    # The phone comes to and goes on with one of them too: that one is for a person to settle.
    page.goto(f"{site.url}/es-mx/{pages['sheets']['jesus']}")
    pick(page, 6, "3")
    expect(line(other)).to_contain_text("sin enviar")
    tablet.context.set_offline(False)
    expect(line(other)).to_have_text(CONFIRMED)
    phone.context.set_offline(False)
    clash = page.locator(".alert[data-clash]")
    expect(clash).to_contain_text("Cambió en dos dispositivos")
    expect(clash).to_contain_text("nivel 3")
    expect(clash).to_contain_text("nivel 2")
    look(page, "clash-360")
    page.reload()
    clash.get_by_role("button", name="Conservar lo guardado").click()
    expect(line(page)).to_have_text(CONFIRMED)
    assert site.prepare("rated")["jesus"] == ["draft", "423", None, 0, "capacita"]


def test_the_end_of_marking_is_felt_and_seen_while_a_mark_is_missing(pages, enter):
    trainer = enter()
    page = trainer.page
    page.add_init_script("window.felt = []; navigator.vibrate = (pattern) => window.felt.push(pattern)")
    page.clock.install()
    trainer.go(pages["sheets"]["jesus"])
    marking, clock = page.locator("[data-phase=debrief]"), page.locator("[data-phases] [data-clock]")
    marking.click()
    page.clock.run_for((int(marking.get_attribute("data-minutes")) - 1) * 60_000)
    expect(clock).to_have_text("1:00")
    assert page.evaluate("window.felt") == []
    # Two seconds after the end.
    page.clock.run_for(62_000)
    expect(page.locator("[data-phase-spoken]")).to_have_text("Se acabó el tiempo de esta fase.")
    expect(clock).to_have_class(re.compile("is-due"))
    assert page.evaluate("window.felt") == [300]
    expect(page.locator("[data-missing]")).to_be_visible()
    look(page, "marking-over-360")
    page.get_by_role("button", name="+2 minutos").click()
    expect(clock).to_have_text("2:00")


def test_words_are_dictated_on_the_device_or_not_at_all(pages, enter, site):
    trainer = enter()
    page = trainer.page
    allowed = "document.featurePolicy.allowsFeature('microphone')"
    trainer.go(pages["list"])
    assert page.evaluate(allowed) is False
    for local in (False, True):
        page.add_init_script(f"({SPEECH})({'true' if local else 'false'})")
        trainer.go(pages["sheets"]["jesus"])
        expect(page.locator("[data-save]")).to_be_hidden()
        expect(page.locator(".dictate")).to_have_count(15 if local else 0)
    assert page.evaluate(allowed) is True
    button = page.locator(".dictate:has(+ #note)")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("Detener")
    look(page, "dictation-360")
    trainer.check_accessible()
    assert page.evaluate("window.started.map((one) => [one.processLocally, one.lang])") == [[True, "es-MX"]]
    # Another text takes over; what is said is kept on the device and sent as what is typed.
    page.locator(".dictate:has(+ #overall)").click()
    expect(button).to_have_attribute("aria-pressed", "false")
    for words in ("Escucha a las dos partes.", "Resume bien."):
        page.evaluate(SAY, words)
    page.locator(".dictate:has(+ #overall)").click()
    expect(page.locator("#overall")).to_have_value("Escucha a las dos partes. Resume bien.")
    expect(line(page)).to_contain_text("Confirmado")
    page.reload()
    expect(page.locator("#overall")).to_have_value("Escucha a las dos partes. Resume bien.")
    assert page.evaluate("window.started") == []
    trainer.check_calm()


def test_photos_of_paper_are_made_small_before_they_are_sent(pages, enter):
    """A phone's picture is larger than a request may be."""
    trainer, out = enter(), BytesIO()
    Image.effect_noise((2400, 3200), 60).convert("RGB").save(out, "JPEG", quality=95)
    page = trainer.page
    trainer.go(f"{pages['list']}paper/")
    page.get_by_role("button", name=re.compile(r"^Capturar\s*: Ruben")).click()
    page.get_by_label("Fotos del papel").set_input_files(
        [{"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}] * 2
    )
    wait_until(page, "() => document.querySelector('#photos').files[0].name === 'page.jpg'")
    kept = page.evaluate(
        """async () => Promise.all([...document.querySelector("#photos").files].map(async (one) => {
            const { width, height } = await createImageBitmap(one);
            return [width, height, one.size];
        }))"""
    )
    assert [size[:2] for size in kept] == [[1200, 1600]] * 2
    assert max(size[2] for size in kept) < len(out.getvalue()) / 3
    look(page, "photos-360")
    trainer.check_accessible()
    trainer.check_calm()


def test_a_browser_that_cannot_encrypt_hands_nothing_over_and_says_so(pages, enter):
    trainer = enter()
    trainer.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    trainer.go(f"{pages['list']}hand-over/")
    expect(trainer.page.locator("[data-unable]")).to_contain_text("Este navegador no puede cifrar")
    expect(trainer.page.locator("[data-needs]:visible")).to_have_count(0)
    look(trainer.page, "hand-over-unable-360")
    trainer.check_accessible()
    trainer.check_calm()
