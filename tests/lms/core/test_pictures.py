"""The site hands out pictures of lessons, and nothing else of what was uploaded (issue 7, line 20)."""

import io
import resource
import struct
import time
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from tests.lms.factories import make_person

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves files of its own open.
    pytest.mark.filterwarnings("ignore:Exception ignored in"),
]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"


def drawn(kind="PNG", size=(8, 8)):
    file = io.BytesIO()
    Drawing.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


@pytest.fixture
def reader(client):
    client.force_login(make_person())
    return client


def stored(name, content):
    return default_storage.url(default_storage.save(name, ContentFile(content)))


@pytest.mark.parametrize(
    ("kind", "shown"), [("png", "png"), ("jpeg", "jpeg"), ("gif", "png"), ("webp", "png")]
)
def test_an_uploaded_picture_appears_in_every_size(reader, kind, shown):
    file = SimpleUploadedFile(f"a.{kind}", drawn(kind.upper(), (300, 200)), f"image/{kind}")
    form = get_image_form(get_image_model())({"title": "A", "collection": 1}, {"file": file})
    assert form.errors == {}
    rendition = form.save().get_rendition("width-100")
    assert rendition.url.startswith(reverse("picture", args=["x"])[:-1])
    response = reader.get(rendition.url)
    assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
    assert response["Content-Type"] == f"image/{shown}"
    assert "immutable" in response["Cache-Control"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert Drawing.open(io.BytesIO(response.content)).width == 100


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("images/a.svg", SVG), ("images/b.html", PAGE), ("images/c.png", SVG), ("images/d.jpg", PAGE),
        ("images/e.gif", b"MZ"), ("original_images/f.png", drawn()), ("documents/g.png", drawn()),
        ("h.png", drawn()), ("images/deep/i.png", drawn()), ("images/.hidden.png", drawn()),
    ],
)  # fmt: skip
def test_nothing_else_of_the_media_folder_is_served(reader, name, content):
    url = stored(name, content)
    assert url.startswith("/media/")
    assert reader.get(url).status_code == 404


@pytest.mark.parametrize(
    "name", ["..%2f..%2fsecret.png", "%2e%2e/a.png", "a%00.png", "%ff.png", "a" * 3000 + ".png", "a\\b.png"]
)
def test_no_odd_name_leads_out_of_the_folder(reader, name):
    assert reader.get(f"/media/images/{name}").status_code == 404


def test_pictures_are_for_people_who_signed_in(client):
    response = client.get(stored("images/z.png", drawn()))
    assert (response.status_code, "login" in response["Location"]) == (302, True)


def bomb(kind):
    """A small file that unpacks to very much."""
    file = io.BytesIO()
    if kind == "30,000 x 30,000":
        Drawing.new("1", (30_000, 30_000)).save(file, "PNG")
    elif kind == "6,000 x 6,000":
        Drawing.new("1", (6_000, 6_000)).save(file, "PNG")
    else:
        size = struct.pack(">II", 60_000, 60_000)
        header = b"IHDR" + size + b"\x08\x06\x00\x00\x00"
        file.write(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header)
        file.write(struct.pack(">I", zlib.crc32(header)) + drawn()[33:])
    return file.getvalue()


@pytest.mark.slow("draws pictures that are far too large")
@pytest.mark.parametrize("kind", ["30,000 x 30,000", "6,000 x 6,000", "a size that lies"])
def test_a_picture_that_unpacks_to_very_much_is_refused_unread(kind):
    content = bomb(kind)
    assert len(content) < 5 * 1024 * 1024
    file = SimpleUploadedFile("a.png", content, "image/png")
    began, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    form = get_image_form(get_image_model())({"title": "A", "collection": 1}, {"file": file})
    assert "file" in form.errors
    assert time.process_time() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 200 * 1024
