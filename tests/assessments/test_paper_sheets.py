"""A sheet on paper: typed once, read a second time, handed in under its assessor's name."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assessments.models import Assignment, PaperPhoto, PaperSheet, Rating, RatingCase
from assessments.registries import OccasionPeople
from assessments.selectors.moderation import free_assessors
from assessments.services import paper_photos as photos
from assessments.services import paper_sheets as services
from assessments.services.paper_sheets import Typed
from assessments.services.privacy_sheets import erase_paper_sheets
from lms.accounts.models import User
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = pytest.mark.django_db
LEVELS = {f"c{place:02}": "3" for place in range(1, 11)} | {"c06": "no", "~judgment": "3"}
TYPED = Typed(LEVELS, {"c02": "Repartió la palabra"})


@pytest.fixture
def room(open_to_all):
    occasion, assessor, person = make.occasion(), make.person(first_name="Maribel"), make.person()
    open_to_all.rated = [person]
    assessors = User.objects.filter(pk=assessor.pk)
    open_to_all.taking_part = OccasionPeople(User.objects.filter(pk=person.pk), assessors)
    return occasion, assessor, person


def enter(room, hand, typed=TYPED):
    return services.enter_sheet(actor=hand, occasion=room[0], subject=room[2], assessor=room[1], typed=typed)


def test_a_typing_error_is_found_and_settled_and_the_paper_has_its_author(room):
    first, second = make.person(), make.person()
    sheet = enter(room, first, replace(TYPED, levels=LEVELS | {"c09": "2"}))
    with refused("own_paper"):
        services.check_sheet(actor=first, sheet=sheet.uuid, typed=TYPED)
    kept = services.check_sheet(actor=second, sheet=sheet.uuid, typed=TYPED)
    assert (services.differing(kept), kept.rating) == (["c09"], None)
    with refused("unsettled"):
        services.settle_sheet(actor=second, sheet=sheet.uuid, levels={})
    services.settle_sheet(actor=second, sheet=sheet.uuid, levels={"c09": "3", "c01": "1"})
    rating = Rating.objects.get(status="submitted")
    scores = {one.criterion.key: one.value for one in rating.scores.all()}
    assert (rating.assessor, rating.medium, rating.judgment) == (room[1], "paper", 3)
    assert (scores["c09"], scores["c06"], scores["c01"]) == (3, None, 3)
    event = AuditEvent.objects.get(action="assessments.submit_rating")
    assert (event.actor, event.data["entered_by"]) == (second, str(first.uuid))
    with refused("stored"):
        services.discard_sheet(actor=second, sheet=sheet.uuid)


def test_where_both_read_the_same_it_is_handed_in_at_once(room):
    sheet = enter(room, make.person())
    assert services.check_sheet(actor=make.person(), sheet=sheet.uuid, typed=TYPED).rating.is_submitted
    assert Rating.objects.get().scores.get(criterion__key="c02").comment == "Repartió la palabra"


def test_who_typed_their_own_sheet_is_not_kept_from_it(room):
    enter(room, room[1])
    assert services.check_sheet(actor=make.person(), sheet=PaperSheet.objects.get().uuid, typed=TYPED).rating


def test_what_cannot_be_typed_is_refused_whole(room, host):
    hand = make.person()
    for code, typed in (
        ("incomplete", replace(TYPED, levels=LEVELS | {"c10": ""})),
        ("bad_level", replace(TYPED, levels=LEVELS | {"c10": "9"})),
        ("bad_level", replace(TYPED, levels=LEVELS | {"c99": "3"})),
    ):
        with refused(code):
            enter(room, hand, typed)
    assert not PaperSheet.objects.exists()
    enter(room, hand)
    with refused("has_paper"):
        enter(room, hand)
    host.rates = host.releases = False
    with refused("not_yours"):
        enter(room, hand)


def test_beside_a_sheet_on_a_screen_nothing_is_stored(room):
    sheet = enter(room, make.person())
    make.submitted_rating(room[1], room[0], room[2], *(3,) * 10)
    with refused("has_rating"):
        services.check_sheet(actor=make.person(), sheet=sheet.uuid, typed=TYPED)


def test_who_read_anothers_paper_rates_the_person_no_more(room):
    reader = make.person()
    enter(room, reader)
    with refused("has_read"):
        make.submitted_rating(reader, room[0], room[2], *(3,) * 10)
    nobody, case = make.person(), RatingCase.objects.get()
    assert free_assessors(room[0], case, [reader, room[1], nobody]) == [nobody]


def test_who_read_anothers_paper_is_told_before_anything_can_be_typed(client, room):
    occasion, assessor, person = room
    reader = make.person()
    enter(room, reader)
    client.force_login(reader)
    page = reverse("rating", args=[occasion.uuid, person.uuid])
    html = client.get(page).content.decode()
    assert "ya no puede calificarla" in html
    assert f"En su lugar puede calificar: {assessor}" in html
    assert ("<textarea" in html, 'type="radio"' in html) == (False, False)
    late = client.post(page, {"level_c01": "3", "comment_c01": "Lo que vi", "revision": "0"})
    assert (late.status_code, "Lo que vi" in late.content.decode()) == (409, True)
    edit = {"criterion": "c01", "level": "3", "seq": 1}
    sent = client.post(f"{page}edit/", edit, content_type="application/json")
    assert (sent.status_code, sent.json()["code"]) == (400, "has_read")
    assert not Rating.objects.filter(assignment__assessor=reader).exists()
    client.force_login(assessor)
    assert 'type="radio"' in client.get(page).content.decode()


def test_the_pages_lead_from_the_empty_sheet_to_the_rating(client, room):
    occasion, assessor, person = room
    client.force_login(assessor)
    blank = client.get(reverse("paper_sheet_blank", args=[occasion.uuid]), {"person": person.uuid})
    assert "Conducta 10.4 (es)" in blank.content.decode()
    form = {f"level_{key}": value for key, value in LEVELS.items() if key.startswith("c")}
    form |= {"judgment": "3", "assessor": str(assessor.uuid), "comment_c02": "Repartió la palabra"}
    new = reverse("paper_sheet_new", args=[occasion.uuid, person.uuid])
    assert client.post(new, form | {"level_c01": ""}).status_code == 422
    assert client.post(new, form).url == reverse("paper_sheets", args=[occasion.uuid])
    sheet = PaperSheet.objects.get()
    page = reverse("paper_sheet", args=[occasion.uuid, sheet.uuid])
    assert "level_c01" not in client.get(page).content.decode()
    client.force_login(make.person())
    html = client.get(page).content.decode()
    assert ("Repartió la palabra</textarea>" in html, " checked" in html) == (True, False)
    client.post(page, form | {"level_c09": "2"})
    html = client.get(page).content.decode()
    assert "Una mano leyó «3» y la otra «2»." in html
    client.post(page, {"go": "settle", "level_c09": "3"})
    assert "Entregada" in client.get(reverse("paper_sheets", args=[occasion.uuid])).content.decode()


def photo(size=(1500, 2000), kind="JPEG"):
    """A phone's picture, which says where it was taken."""
    picture, out = Image.new("RGB", size, "white"), BytesIO()
    facts = Image.Exif()
    facts[0x010E] = "taken in Sala 2"
    picture.save(out, kind, exif=facts)
    return out.getvalue()


def upload(*pages):
    return [SimpleUploadedFile(f"{n}.jpg", page, content_type="image/jpeg") for n, page in enumerate(pages)]


def test_a_photo_of_the_paper_is_bare_and_seen_by_who_types_and_who_checks(client, room, host):
    occasion, assessor, person = room
    hand, reader, other = make.person(), make.person(), make.person()
    form = {f"level_{key}": value for key, value in LEVELS.items() if key.startswith("c")}
    form |= {"judgment": "3", "assessor": str(assessor.uuid)}
    new = reverse("paper_sheet_new", args=[occasion.uuid, person.uuid])
    client.force_login(hand)
    # Together or not at all: what is no picture keeps the sheet from being stored.
    html = client.post(new, form | {"photos": upload(photo(), b"%PDF-1.7")})
    assert (html.status_code, PaperSheet.objects.count(), PaperPhoto.objects.count()) == (422, 0, 0)
    assert "Solo se pueden mostrar imágenes PNG y JPEG" in html.content.decode()
    assert client.post(new, form | {"photos": upload(photo())}).status_code == 302
    sheet, kept = PaperSheet.objects.get(), PaperPhoto.objects.get()
    stored = bytes(kept.data)
    assert (kept.width, kept.height, kept.kind, len(stored) <= 200 * 1024) == (1200, 1600, "jpeg", True)
    assert (b"Exif" in stored, b"Sala 2" in stored, dict(Image.open(BytesIO(stored)).getexif())) == (
        False, False, {},
    )  # fmt: skip
    page = reverse("paper_sheet", args=[occasion.uuid, sheet.uuid])
    address = reverse("paper_photo", args=[occasion.uuid, sheet.uuid, kept.uuid])
    assert client.post(page, {"go": "photo", "photos": upload(*[photo((30, 40))] * 6)}).status_code == 422
    client.post(page, {"go": "photo", "photos": upload(photo((30, 40)))})
    client.post(page, {"photo": PaperPhoto.objects.latest("pk").uuid})
    assert PaperPhoto.objects.get() == kept

    # Whoever may check sees it, and takes nothing away; then those two alone.
    client.force_login(reader)
    answer = client.get(address)
    assert (answer["Content-Type"], answer.content) == ("image/jpeg", stored)
    assert "no-store" in answer["Cache-Control"]
    assert address in client.get(page).content.decode()
    assert 'type="file"' not in client.get(page).content.decode()
    client.post(page, {"photo": kept.uuid})
    with refused("not_typed"):
        photos.add_photos(actor=reader, sheet=sheet.uuid, pages=[photo()])
    assert PaperPhoto.objects.count() == 1
    elsewhere = make.occasion()
    assert client.get(reverse("paper_photo", args=[elsewhere.uuid, sheet.uuid, kept.uuid])).status_code == 404
    client.post(page, form)
    assert PaperSheet.objects.get().rating
    seen = {}
    for one in (hand, reader, other, assessor, person):
        client.force_login(one)
        seen[one] = client.get(address).status_code
    assert list(seen.values()) == [200, 200, 404, 404, 404]
    with refused("stored"):
        photos.remove_photo(actor=hand, sheet=sheet.uuid, photo=kept.uuid)


def test_photos_go_when_nobody_can_object_and_with_the_person(room):
    sheet = enter(room, make.person())
    photos.add_photos(actor=sheet.entered_by, sheet=sheet.uuid, pages=[photo((30, 40))])
    RatingCase.objects.update(state="released", released_at=clock.now())
    assert photos.forget_photos() == 0
    RatingCase.objects.update(state="locked")
    assert (photos.forget_photos(), PaperPhoto.objects.count()) == (1, 0)
    RatingCase.objects.update(state="open", released_at=None)
    photos.add_photos(actor=sheet.entered_by, sheet=sheet.uuid, pages=[photo((30, 40))])
    erase_paper_sheets(room[2])
    assert not PaperPhoto.objects.exists()


def test_an_assessor_who_owes_a_sheet_sees_no_photo_of_anothers(client, room):
    occasion = room[0]
    sheet = enter(room, make.person())
    photos.add_photos(actor=sheet.entered_by, sheet=sheet.uuid, pages=[photo((30, 40))])
    second = make.person()
    occasion.mode = "assessed"
    occasion.save()
    Assignment.objects.create(case=sheet.case, assessor=second, kind="assessor")
    client.force_login(second)
    address = reverse("paper_photo", args=[occasion.uuid, sheet.uuid, PaperPhoto.objects.get().uuid])
    assert client.get(address).status_code == 404
