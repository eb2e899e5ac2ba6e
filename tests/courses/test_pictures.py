"""Images in lessons: with words, in small sizes, drawn when they are published."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import connection
from PIL import Image as Pillow
from wagtail.blocks import StreamBlockValidationError
from wagtail.images.models import Image, Rendition

from courses.models import LessonPage
from courses.services.exporting.lessons import lesson_text
from tests.courses import factories as courses
from tests.markup import flat
from tests.security.crawl import Watch

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("small_course"),
    # Wagtail leaves the files open into which it writes sizes, until they are collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def image():
    file = BytesIO()
    Pillow.new("RGB", (1600, 900), "#0b565a").save(file, "PNG")
    return Image.objects.create(title="sala.png", file=ImageFile(file, name="sala.png"))


def publish(image, alt="Una mesa redonda con tres sillas.", caption="La sala"):
    lesson = LessonPage.objects.filter(locale__language_code="es-mx").order_by("path").first()
    lesson.body = [
        *((child.block_type, child.value) for child in lesson.body),
        ("picture", {"image": image, "alt": alt, "caption": caption}),
    ]
    lesson.save_revision().publish()
    return lesson


@pytest.fixture
def reader(client, enrollment):
    courses.take_test(enrollment)
    client.force_login(enrollment.user)
    return client


def test_an_image_needs_words_for_who_does_not_see_it(image):
    block = LessonPage.body.field.stream_block
    for alt in ("", "   "):
        value = block.to_python(
            [{"type": "picture", "value": {"image": image.pk, "alt": alt, "caption": ""}}]
        )
        with pytest.raises(StreamBlockValidationError) as refused:
            block.clean(value)
        assert refused.value.block_errors[0].block_errors.keys() == {"alt"}
    value = block.to_python([{"type": "picture", "value": {"image": None, "alt": "Sala", "caption": ""}}])
    with pytest.raises(ValidationError):
        block.clean(value)


def test_an_image_is_read_with_its_words_in_sizes_that_the_site_hands_out(reader, image):
    lesson = publish(image)
    html = flat(reader.get(lesson.url).content.decode())
    tag = re.search(r'<figure class="picture"><img ([^>]+)>', html)[1]
    assert 'alt="Una mesa redonda con tres sillas."' in tag
    assert 'loading="lazy"' in tag
    assert 'width="1280" height="720"' in tag
    assert '<figcaption class="small soft">La sala</figcaption>' in html
    sources = re.findall(r"(/media/images/\S+?) (\d+)w", tag)
    assert [width for _url, width in sources] == ["360", "720", "1280"]
    for url, width in sources:
        answer = reader.get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert Pillow.open(BytesIO(answer.content)).width == int(width)


def test_sizes_are_made_at_publication_and_reading_writes_nothing(reader, image):
    lesson = publish(image)
    assert Rendition.objects.count() == 3
    writes = []
    with connection.execute_wrapper(Watch(writes)):
        assert reader.get(lesson.url).status_code == 200
    assert writes == []


def test_a_lesson_shows_the_new_file_of_its_image_and_none_that_is_gone(reader, image):
    lesson = publish(image)
    before = re.findall(r"/media/images/\S+", reader.get(lesson.url).content.decode())
    file = BytesIO()
    Pillow.new("RGB", (1600, 900), "#7d4c00").save(file, "PNG")
    image.file = ImageFile(file, name="otra.png")
    image.save()
    image.renditions.all().delete()
    after = re.findall(r"/media/images/\S+", reader.get(lesson.url).content.decode())
    assert after
    assert set(after).isdisjoint(before)
    image.delete()
    assert "<figure" not in reader.get(lesson.url).content.decode()


def test_a_lesson_outlives_an_image_that_was_deleted(reader, image):
    lesson = publish(image)
    image.delete()
    lesson.refresh_from_db()
    lesson.save_revision().publish()
    answer = reader.get(lesson.url)
    assert answer.status_code == 200
    assert "<figure" not in answer.content.decode()


def test_an_image_is_named_where_a_file_cannot_say_it(image):
    problems = []
    lesson_text(publish(image), problems)
    assert ["picture" in problem.message for problem in problems] == [True]
