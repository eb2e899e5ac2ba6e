"""Pictures in questions: kept once, bare and small, and nobody's to fetch but whoever was shown them."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from assessments import api, registries
from assessments.item_files import read, write
from assessments.item_types import REGISTRY
from assessments.item_types.pictures import pictures_of
from assessments.models import Item, ItemDraft, ItemPicture, ItemVersion
from assessments.rules.meaning import meanings
from assessments.selectors.item_files import file_items
from assessments.selectors.item_pictures import picture_key
from assessments.services.item_imports import import_items
from assessments.services.item_pictures import forget_unused, keep_picture
from assessments.services.item_writing import create_item
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.tidy_pictures import MOST_BYTES, tidied
from tests.assessments import factories as tests_of
from tests.assessments.checks import refused
from tests.assessments.factories import choice_content, text
from tests.assessments.hosts import StandIn
from tests.assessments.item_types.examples import EXAMPLES
from tests.filling import form_on
from tests.lms.factories import make_staff
from tests.markup import flat

ALT = {"es": "Gráfica de plazos", "en": "Chart of deadlines"}


def drawn(kind="PNG", size=(40, 20), color="teal", mode="RGB", **options):
    file = BytesIO()
    Image.new(mode, size, color).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_bare_small_picture_stays_byte_for_byte(kind):
    data = drawn(kind)
    assert tidied(data).data == data
    assert (tidied(data).width, tidied(data).height) == (40, 20)


def test_what_is_said_about_a_picture_does_not_come_with_it():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Cámara de Itzel", 6
    got = tidied(drawn("JPEG", exif=exif))
    assert b"Itzel" not in got.data
    # It lay on its side.
    assert (got.width, got.height) == (20, 40)
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Itzel")
    bare = tidied(drawn("PNG", pnginfo=notes)).data
    assert b"Itzel" not in bare
    assert tidied(bare).data == bare
    trailing = tidied(drawn("PNG") + b"<script>alert(1)</script>")
    assert b"script" not in trailing.data


def test_a_large_picture_is_made_small_and_a_heavy_one_refused():
    got = tidied(drawn("PNG", (3000, 1000)))
    assert (got.width, got.height) == (1200, 400)
    noise = BytesIO()
    Image.effect_noise((900, 900), 90).save(noise, "PNG")
    with refused("picture_size"):
        tidied(noise.getvalue())
    as_jpeg = BytesIO()
    Image.effect_noise((600, 600), 60).save(as_jpeg, "JPEG", quality=98)
    assert len(as_jpeg.getvalue()) > MOST_BYTES >= len(tidied(as_jpeg.getvalue()).data)


def test_transparency_stays():
    palette = Image.new("P", (10, 10))
    palette.putpalette([0, 0, 0, 255, 255, 255])
    for one in (Image.new("RGBA", (2000, 10), (1, 2, 3, 0)), palette):
        file = BytesIO()
        one.save(file, "PNG", **({"transparency": 0} if one.mode == "P" else {}))
        kept = Image.open(BytesIO(tidied(file.getvalue()).data)).convert("RGBA")
        assert kept.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_kind"),
        (b"", "picture_kind"),
        (drawn("GIF"), "picture_kind"),
        (drawn("PNG", (300, 300))[:200], "picture_damaged"),
        (drawn("PNG", (9000, 9000), 0, "1"), "picture_size"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data, code):
    with refused(code):
        tidied(data)


@pytest.mark.parametrize("type", REGISTRY)
def test_a_picture_without_words_in_both_languages_is_refused(type):
    content = EXAMPLES[type][0]
    facts = {"digest": "a" * 64, "width": 10, "height": 10}
    assert REGISTRY[type].problems(content | {"picture": facts | {"alt": ALT}}) == []
    assert REGISTRY[type].problems(content | {"picture": facts | {"alt": {"es": "x", "en": " "}}}) == [
        "picture: no text in en"
    ]
    assert REGISTRY[type].problems(content | {"picture": {"alt": ALT}}) == ["picture: not a picture"]
    for lines in REGISTRY[type].writing.lines:
        if lines.pictured:
            first = content[lines.name][0] | {"picture": facts}
            broken = content | {lines.name: [first, *content[lines.name][1:]]}
            (problem,) = REGISTRY[type].problems(broken)
            assert problem.endswith("a text in both languages is missing")


@pytest.mark.django_db
def test_an_editor_adds_words_replaces_and_takes_away_a_picture(client):
    author = make_staff(Role.EDITOR)
    client.force_login(author)
    item = create_item(actor=author, type="single_choice")
    page = reverse("item_draft", args=[item.uuid])
    fields = form_on(client.get(page).content.decode(), id="words")
    picture = SimpleUploadedFile("plano.png", drawn())
    # What was sent is not lost to a mistake elsewhere.
    response = client.post(page, fields | {"file.options.0.picture": picture, "es.picture.alt": "Nada"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Elija la imagen que estas palabras describen." in html
    kept = ItemPicture.objects.get()
    fields = form_on(html, id="words")
    assert fields["options.0.picture.digest"] == [kept.digest]
    fields |= {
        "es.picture.alt": "",
        "es.options.0.picture.alt": ALT["es"],
        "en.options.0.picture.alt": ALT["en"],
    }
    assert client.post(page, fields).status_code == 302
    facts = {"digest": kept.digest, "width": 40, "height": 20, "alt": ALT}
    assert list(pictures_of(ItemDraft.objects.get().content)) == [facts]
    html = client.get(page).content.decode()
    assert f'alt="{ALT["es"]}"' in html
    fields = form_on(html, id="words")
    other = SimpleUploadedFile("otra.jpg", drawn("JPEG"))
    client.post(page, fields | {"file.options.0.picture": other})
    (facts,) = pictures_of(ItemDraft.objects.get().content)
    assert (facts["digest"] != kept.digest, facts["alt"]) == (True, ALT)
    client.post(
        page, form_on(client.get(page).content.decode(), id="words") | {"options.0.picture.drop": "on"}
    )
    assert list(pictures_of(ItemDraft.objects.get().content)) == []
    svg = SimpleUploadedFile("x.png", b"<svg/>")
    html = client.post(page, fields | {"file.picture": svg}).content.decode()
    assert "El contenido del archivo no es lo que dice su nombre" in html


@pytest.mark.django_db
def test_the_same_picture_is_kept_once():
    first, again = keep_picture(drawn()), keep_picture(drawn())
    assert first == again
    assert ItemPicture.objects.count() == 1


@pytest.mark.django_db
def test_only_whoever_was_shown_a_picture_gets_it(client, monkeypatch):
    host = StandIn()
    host.takes = True
    monkeypatch.setattr(registries, "hosts", [host])
    facts = keep_picture(drawn())
    content = choice_content() | {"picture": facts | {"alt": ALT}}
    content["options"][0]["picture"] = facts | {"alt": text("opción")}
    item = api.ensure_item_version(key="q", type="single_choice", content=content)
    version = api.ensure_instrument_version(
        key="t", title=text("T"), intro=text("I"), minutes=5, items=[item]
    )
    learner, other = tests_of.person(), tests_of.person()
    attempt = api.start_attempt(user=learner, delivery=tests_of.delivery(version))
    client.force_login(learner)
    html = flat(client.get(reverse("attempt", args=[attempt.uuid])).content.decode())
    url = reverse("item_picture", args=[facts["digest"], picture_key(learner, facts["digest"])])
    assert html.count(f'src="{url}"') == 2
    assert f'alt="{ALT["es"]}" width="40" height="20"' in html
    response = client.get(url)
    assert (response.status_code, response["Content-Type"], response.content) == (200, "image/png", drawn())
    assert response["Cache-Control"] == "private, max-age=604800, immutable"
    client.force_login(other)
    assert client.get(url).status_code == 404
    wrong = reverse("item_picture", args=["b" * 64, picture_key(other, facts["digest"])])
    assert client.get(wrong).status_code == 404
    missing = reverse("item_picture", args=["b" * 64, picture_key(other, "b" * 64)])
    assert client.get(missing).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302


MOODLE = """<quiz><question type="multichoice"><name><text>q</text></name>
<questiontext format="html"><text><![CDATA[<p>¿Qué se ve? <img src="@@PLUGINFILE@@/mi%20plano.png"
 alt="Un plano"></p>]]></text><file name="mi plano.png" path="/" encoding="base64">{stem}</file>
</questiontext>
<answer fraction="100" format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/a.jpg" alt="Sala">]]></text>
<file name="a.jpg" path="/" encoding="base64">{option}</file></answer>
<answer fraction="0" format="html"><text>Otra</text></answer></question></quiz>"""


def moodle(stem, option):
    return MOODLE.format(stem=b64encode(stem).decode(), option=b64encode(option).decode()).encode()


@pytest.mark.django_db
def test_pictures_of_a_moodle_file_come_along_and_go_out_again():
    stem, option = drawn("PNG", (30, 20), "navy"), drawn("JPEG", (20, 20), "teal")
    reading = read(moodle(stem, option), filename="x.xml")
    (item,) = reading.items
    assert reading.messages == []
    assert item.content["stem"] == {"es": "¿Qué se ve?", "en": ""}
    digests = [sha256(one).hexdigest() for one in (stem, option)]
    assert item.content["picture"] == {
        "digest": digests[0], "width": 30, "height": 20, "alt": {"es": "Un plano", "en": ""}
    }  # fmt: skip
    # Words of a picture serve where an answer says nothing else.
    assert item.content["options"][0]["text"] == {"es": "Sala", "en": ""}
    assert item.content["options"][0]["picture"]["digest"] == digests[1]
    import_items(actor=make_staff(Role.EDITOR), items=reading.items, source="x.xml")
    assert set(ItemPicture.objects.values_list("digest", flat=True)) == set(digests)
    assert bytes(ItemPicture.objects.get(digest=digests[0]).data) == stem
    assert import_items(actor=None, items=reading.items, source="x.xml").duplicate == 1
    draft = ItemDraft.objects.get()
    draft.content["picture"]["alt"]["en"] = "A plan"
    draft.save()
    for format in ("moodlexml", "gift", "csv"):
        written = write(file_items(), format=format)
        (back,) = read(written.data, filename=f"x.{format}", format=format).items
        assert back.content == draft.content, format
        assert (back.pictures == {}) == (format != "moodlexml")
    # Another site has no such picture: the questions come, without it.
    ItemDraft.objects.all().delete()
    Item.objects.all().delete()
    ItemPicture.objects.all().delete()
    import_items(actor=None, items=[back], source="x.csv")
    assert list(pictures_of(ItemDraft.objects.get().content)) == []


@pytest.mark.parametrize("broken", [b"%%%", b64encode(b"GIF89a"), b64encode(drawn("PNG", (300, 300))[:150])])
def test_a_picture_that_cannot_be_read_is_named_and_the_question_comes(broken):
    data = MOODLE.format(stem=broken.decode(), option=b64encode(drawn()).decode()).encode()
    reading = read(data, filename="x.xml")
    (item,) = reading.items
    assert "picture" not in item.content
    assert item.content["stem"]["es"] == "¿Qué se ve? [Un plano]"
    assert len(reading.messages) == 2
    assert reading.refused == 0


def test_the_same_words_about_another_picture_are_another_question():
    one = choice_content() | {"picture": {"digest": "a" * 64, "width": 1, "height": 1, "alt": ALT}}
    other = choice_content() | {"picture": {"digest": "b" * 64, "width": 1, "height": 1, "alt": ALT}}
    said = [
        meanings(type="single_choice", content=content)["es"] for content in (choice_content(), one, other)
    ]
    assert len(set(said)) == 3


@pytest.mark.django_db
def test_a_picture_that_no_question_shows_goes_after_a_month():
    heights = {"draft": 9, "asked": 10, "none": 11, "new": 12}
    kept = {name: keep_picture(drawn(size=(9, height))) for name, height in heights.items()}
    item = Item.objects.create(key="q")
    for name, model, more in (
        ("draft", ItemDraft, {"edited_at": clock.now()}),
        ("asked", ItemVersion, {"number": 1, "content_hash": "x"}),
    ):
        content = {"options": [{"key": "a", "picture": kept[name]}]}
        model.objects.create(item=item, type="single_choice", content=content, **more)
    old = ItemPicture.objects.exclude(digest=kept["new"]["digest"])
    old.update(kept_at=clock.now() - timedelta(days=31))
    assert forget_unused() == 1
    left = set(ItemPicture.objects.values_list("digest", flat=True))
    assert left == {kept[name]["digest"] for name in ("draft", "asked", "new")}
    # Coming again it is as new, so that whoever uploads it now keeps it.
    ItemPicture.objects.update(kept_at=clock.now() - timedelta(days=31))
    keep_picture(drawn(size=(9, 12)))
    assert forget_unused() == 0
