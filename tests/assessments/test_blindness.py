"""Before both assessors have sent, nothing of one sheet reaches the other: pages, replies, exports."""

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Assignment, PaperSheet, RatingCase
from assessments.registries import OccasionPeople
from assessments.services import privacy
from assessments.services.paper_sheets import Typed, check_sheet
from assessments.services.rating_edits import RatingEdit, add_note, save_edit
from assessments.services.sheet_words import CLOSING, Closing
from lms.accounts.models import User
from lms.core import clock
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = pytest.mark.django_db
CANARY = "canario-41c"
THREES = (3,) * 10


def test_nothing_of_one_sheet_reaches_the_other_assessor(client, open_to_all):
    occasion, one, other, person = make.occasion(), make.person(), make.person(), make.person()
    open_to_all.rated = [person]
    about = {"actor": other, "occasion": occasion, "subject": person}
    # What the other one says is told apart by its level, too: nobody else gives a 4 or an "outstanding".
    api.save_rating(**about, marks=make.marks(*(4,) * 10, comment=CANARY), comment=CANARY)
    add_note(**about, text=CANARY, about="c02")
    edit = RatingEdit(CLOSING, api.Mark(), 1, closing=Closing(CANARY, CANARY, CANARY))
    save_edit(actor=other, occasion=occasion.uuid, subject=person.uuid, edit=edit)
    third = make.person()
    assessors = User.objects.filter(pk__in=[one.pk, other.pk, third.pk])
    open_to_all.taking_part = OccasionPeople(User.objects.filter(pk=person.pk), assessors)
    paper = PaperSheet.objects.create(
        case=RatingCase.objects.get(),
        assessor=third,
        first=Typed({}, {"c01": CANARY}, CANARY).as_json(),
        entered_by=other,
        entered_at=clock.now(),
    )
    sheet = reverse("paper_sheet", args=[occasion.uuid, paper.uuid])
    # Whoever leads the day has put the first one's name to the person.
    Assignment.objects.create(case=paper.case, assessor=one, kind="assessor")
    client.force_login(one)

    def reached() -> list[str]:
        args = [occasion.uuid, person.uuid]
        edit = {"criterion": "c01", "level": "3", "seq": 1, "device": "aa"}
        replies = [
            client.get(reverse("rating_list", args=args[:1])),
            client.get(reverse("rating", args=args)),  # the page that the device keeps
            client.get(reverse("rating_send", args=args)),
            client.get(reverse("rating_swap", args=args)),
            client.get(reverse("rating_hand_over", args=args[:1])),
            client.get(reverse("paper_sheets", args=args[:1])),
            client.get(sheet, follow=True),
            client.post(reverse("rating_edit", args=args), edit, content_type="application/json"),
        ]
        exports = [
            privacy.export_assignments(one),
            privacy.export_cases(one),
            privacy.export_cases(person),
        ]
        found = [reply.request["PATH_INFO"] for reply in replies if CANARY in reply.content.decode()]
        found += ["levels" for reply in replies if 'value="4" checked' in reply.content.decode()]
        return found + [str(rows) for rows in exports if CANARY in str(rows)]

    assert reached() == []
    api.submit_rating(**about, judgment=4)
    assert reached() == []
    with refused("blind"):
        check_sheet(actor=one, sheet=paper.uuid, typed=Typed())
    make.submitted_rating(one, occasion, person, *THREES)
    assert CANARY in client.get(sheet).content.decode()
    # Now both have sent: the other sheet stands beside one's own, or is talked over.
    assert CANARY in client.get(reverse("rating", args=[occasion.uuid, person.uuid])).content.decode()
