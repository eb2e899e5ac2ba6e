"""Scenarios: what they must say, who plays them, and who reads which sheet."""

from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments import api
from assessments.models import OccasionScenario, RoleCast, ScenarioVersion
from assessments.registries import OccasionPeople
from assessments.rules import scenarios as rules
from assessments.selectors.scenarios_met import scenarios_met
from lms.accounts.models import User
from lms.core.frozen import FrozenError
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

FILES = Path(__file__).parents[2] / "courses/content"


@pytest.mark.parametrize("file", sorted(FILES.glob("*/scenarios/*.yaml")), ids=lambda file: file.stem)
def test_the_scenarios_of_the_courses_can_be_played(file):
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert rules.problems(content) == []
    assert set(rules.minutes(content)) == {"prepare", "play", "debrief"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"summary": {"es": "x"}}, "summary: no text in en"),
        ({"facts": None}, "facts: no text in es, en"),
        ({"facts": {"es": " ", "en": "x"}}, "facts: no text in es"),
        ({"roles": []}, "roles: somebody has to play"),
        ({"roles": "worker"}, "roles: somebody has to play"),
        ({"roles": ["worker"]}, "role 1: the key needs small letters, digits, - or _"),
        ({"roles": [{"key": "A b"}]}, "role 1: the key needs small letters, digits, - or _"),
        ({"add_ons": "collective"}, "add_ons: a list is needed"),
        ({"articles": [33]}, "articles: every entry is a word"),
        ({"preparation": [{"es": "x"}]}, "preparation 1: no text in en"),
        ({"watch": [{"text": make.text("x")}]}, "watch 1: names no criterion"),
        ({"watch": ["x"]}, "watch 1: names no criterion"),
        ({"prompts": [{"criterion": "c01", "text": {"es": "x"}}]}, "prompts 1: no text in en"),
        ({"assessor": {"clauses": []}}, "assessor, solution: no text in es, en"),
        (
            {"assessor": {"solution": make.text("x"), "clauses": [{}]}},
            "assessor, clauses 1: no text in es, en",
        ),
        (
            {"assessor": {"solution": make.text("x"), "timing": [{"minute": 5}]}},
            "assessor, timing 1: no text in es, en",
        ),
        ({"play_minutes": "35"}, "play_minutes: a whole number of minutes is needed"),
        ({"play_minutes": 0}, "play_minutes: a whole number of minutes is needed"),
    ],
)
def test_what_a_scenario_lacks_is_named(change, problem):
    assert problem in rules.problems({**make.scenario_content(), **change})


def test_a_role_has_one_sheet_in_both_languages():
    role = {"key": "worker", "title": make.text("x"), "sheet": {"es": "x"}}
    content = {**make.scenario_content(), "roles": [role, role]}
    assert rules.problems(content) == [
        "role worker, sheet: no text in en",
        "role worker: named twice",
        "role worker, sheet: no text in en",
    ]


def test_a_critical_criterion_is_seen_where_a_role_provokes_it():
    content = make.scenario_content(prompts=make.prompts("c09", "c02"))
    assert rules.unprompted(content, ["c10", "c02", "c09", "c01"]) == ("c10", "c01")
    assert rules.unprompted(make.scenario_content(), ["c02"]) == ("c02",)


def test_whoever_knows_a_scenario_is_not_assessed_on_it():
    assert rules.free_for({1, 3}, [3, 2, 1, 4]) == [2, 4]
    assert rules.free_for((), [3, 2]) == [3, 2]


@pytest.fixture
def room(client, open_to_all):
    """An occasion with one scenario, its assessor, two people enrolled and a stranger."""
    played = make.scenario(
        watch=[{"criterion": "c01", "text": make.text("Mire el poder")}],
        prompts=[
            {"criterion": "c02", "role": "worker", "text": make.text("Pida un trato distinto")},
            *make.prompts("c09", "c10"),
        ],
        assessor={
            "solution": make.text("Caben **60,000**"),
            "clauses": [make.text("Paga hoy")],
            "respects": [make.text("Lo ganado, completo")],
            "timing": [{"minute": 5, "text": make.text("Ya abrió")}],
        },
    )
    occasion = make.occasion(scenario_version=played)
    people = {name: make.person(first_name=name) for name in ("assessor", "worker", "peer", "stranger")}

    open_to_all.taking_part = OccasionPeople(
        ratees=User.objects.filter(pk__in=[people["worker"].pk, people["peer"].pk]),
        assessors=User.objects.filter(pk=people["assessor"].pk),
    )
    open_to_all.releases = lambda actor, about: actor == people["assessor"]
    return Room(client, occasion, played, people)


class Room:
    def __init__(self, client, occasion, played, people):
        self.client, self.occasion, self.played, self.people = client, occasion, played, people

    def url(self, name, *more):
        uuids = [self.occasion.uuid] if name == "role_play" else [self.occasion.uuid, self.played.uuid]
        return reverse(name, args=[*uuids, *more])

    def get(self, who, name, *more):
        self.client.force_login(self.people[who])
        return self.client.get(self.url(name, *more))

    def cast(self, **add):
        api.cast_roles(
            actor=self.people["assessor"],
            occasion=self.occasion,
            scenario_version=self.played,
            add={role: self.people[name] for role, name in add.items()},
        )


@pytest.mark.django_db
class TestServices:
    def test_nobody_is_assessed_on_what_hides_a_critical_criterion(self):
        blind = make.scenario(prompts=make.prompts("c02", "c10"))
        assessed, coached = make.occasion(), make.occasion(mode="coached")
        with refused("unseen"):
            api.add_scenario(actor=None, occasion=assessed, scenario_version=blind)
        assert not OccasionScenario.objects.exists()
        api.add_scenario(actor=None, occasion=coached, scenario_version=blind)

    def test_playing_and_being_rated_where_it_was_played_is_knowing_it(self, open_to_all):
        first, second, third = (make.scenario(key) for key in ("one", "two", "three"))
        rated, player, fresh, assessor = (make.person() for _place in range(4))
        coached = make.occasion(mode="coached", scenario_version=first)
        api.add_scenario(actor=None, occasion=coached, scenario_version=second)
        assessed = make.occasion(scenario_version=third)
        make.released_rating(assessor, coached, rated, *[3] * 10)
        for about, version in ((coached, second), (assessed, third)):
            RoleCast.objects.create(occasion=about, scenario_version=version, role="worker", user=player)
        people = [rated.pk, player.pk, fresh.pk]
        known = {rated.pk: {first.scenario_id, second.scenario_id}}
        assert scenarios_met(people) == known | {player.pk: {second.scenario_id, third.scenario_id}}
        planned = scenarios_met(people, besides=[assessed.pk])
        assert planned == known | {player.pk: {second.scenario_id}}

    def test_a_version_is_found_again_and_frozen(self):
        first = make.scenario()
        assert make.scenario() == first
        second = make.scenario(play_minutes=20)
        assert (second.scenario, second.number) == (first.scenario, 2)
        first.title = make.text("otro")
        with pytest.raises(FrozenError):
            first.save()
        with refused("bad_scenario"):
            make.scenario(roles=[])
        assert ScenarioVersion.objects.count() == 2

    def test_several_scenarios_are_played_each_once(self):
        first, second = make.scenario(), make.scenario("strike")
        occasion = make.occasion(scenario_version=first)
        for version in (second, first):
            api.add_scenario(actor=None, occasion=occasion, scenario_version=version)
        links = OccasionScenario.objects.values_list("scenario_version", flat=True)
        assert list(links) == [first.pk, second.pk]
        assert AuditEvent.objects.filter(action="assessments.add_scenario").count() == 2
        with pytest.raises(IntegrityError), transaction.atomic():
            OccasionScenario.objects.create(occasion=occasion, scenario_version=first)

    def test_casting_is_on_record_and_done_once(self, room):
        room.cast(worker="worker", employer="peer")
        room.cast(worker="worker")
        room.cast(worker="peer")
        cast = RoleCast.objects.order_by("pk").values_list("role", "user__first_name")
        assert list(cast) == [("worker", "worker"), ("employer", "peer"), ("worker", "peer")]
        first, second = AuditEvent.objects.filter(action="assessments.cast_roles").order_by("pk")
        assert first.data["added"] == [
            ["worker", str(room.people["worker"].uuid)],
            ["employer", str(room.people["peer"].uuid)],
        ]
        assert second.data["removed"] == []

    @pytest.mark.parametrize(
        ("add", "code"), [({"judge": "peer"}, "bad_role"), ({"worker": "stranger"}, "stranger")]
    )
    def test_a_cast_that_makes_no_sense_changes_nothing(self, room, add, code):
        with refused(code):
            room.cast(employer="peer", **add)
        assert not RoleCast.objects.exists()

    def test_only_who_answers_for_the_occasion_casts(self, room):
        with refused("not_yours"):
            api.cast_roles(
                actor=room.people["worker"],
                occasion=room.occasion,
                scenario_version=room.played,
                add={"worker": room.people["worker"]},
            )

    def test_the_database_lets_nobody_play_a_role_twice(self, room):
        room.cast(worker="worker")
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleCast.objects.create(
                occasion=room.occasion,
                scenario_version=room.played,
                role="worker",
                user=room.people["worker"],
            )


@pytest.mark.django_db
class TestPages:
    def test_everybody_who_takes_part_reads_the_facts_and_no_secret(self, room):
        room.cast(worker="worker")
        for who in ("peer", "worker", "assessor"):
            html = room.get(who, "scenario").content.decode()
            assert "Ganaba <strong>380 pesos</strong> diarios. &lt;b&gt;Hecho&lt;/b&gt;" in html
            assert "Secreto de" not in html
            for secret in ("Mire el poder", "Pida un trato distinto", "<strong>60,000</strong>", "Paga hoy"):
                assert (secret in html) is (who == "assessor")
            for secret in ("Lo ganado, completo", "Minuto 5", "Ya abrió"):
                assert (secret in html) is (who == "assessor")
        assert room.get("stranger", "scenario").status_code == 404

    def test_a_secret_sheet_is_for_its_player_and_assessors(self, room):
        room.cast(worker="worker")
        expected = {
            ("assessor", "worker"): 200,
            ("assessor", "employer"): 200,
            ("worker", "worker"): 200,
            ("worker", "employer"): 404,
            ("peer", "worker"): 404,
            ("peer", "employer"): 404,
            ("stranger", "worker"): 404,
        }
        found = {key: room.get(key[0], "role_sheet", key[1]).status_code for key in expected}
        assert found == expected
        assert "Secreto de worker (es)" in room.get("worker", "role_sheet", "worker").content.decode()
        assert room.get("assessor", "role_sheet", "judge").status_code == 404

    def test_a_sheet_says_what_its_role_brings_about_and_nothing_of_the_assessors(self, room):
        room.cast(worker="worker", employer="peer")
        html = room.get("worker", "role_sheet", "worker").content.decode()
        assert "Pida un trato distinto" in html
        assert "60,000" not in html
        assert "Pida un trato distinto" not in room.get("peer", "role_sheet", "employer").content.decode()

    def test_only_assessors_get_all_of_it_to_print(self, room):
        room.cast(worker="worker")
        html = room.get("assessor", "scenario_pack").content.decode()
        for text in ("Secreto de worker", "Secreto de employer", "Pida un trato distinto", "Mire el poder"):
            assert text in html
        assert "<strong>60,000</strong>" in html
        assert html.count('class="sec leaf flow"') == 2
        assert room.url("scenario_pack") in room.get("assessor", "scenario").content.decode()
        for who in ("worker", "peer", "stranger"):
            assert room.get(who, "scenario_pack").status_code == 404
        assert room.url("scenario_pack") not in room.get("peer", "scenario").content.decode()

    def test_the_same_scenario_elsewhere_opens_no_sheet_here(self, room):
        other = make.occasion(scenario_version=room.played)
        RoleCast.objects.create(
            occasion=other, scenario_version=room.played, role="employer", user=room.people["worker"]
        )
        assert room.get("worker", "role_sheet", "employer").status_code == 404

    def test_links_to_sheets_are_for_who_may_read_them(self, room):
        room.cast(worker="worker")
        worker, employer = room.url("role_sheet", "worker"), room.url("role_sheet", "employer")
        for name in ("scenario", "role_play"):
            html = room.get("worker", name).content.decode()
            assert worker in html
            assert employer not in html
        html = room.get("assessor", "scenario").content.decode()
        assert worker in html
        assert employer in html
        assert worker not in room.get("peer", "role_play").content.decode()

    def test_a_player_from_outside_the_cohort_reads_the_facts_and_their_sheet(self, room):
        RoleCast.objects.create(
            occasion=room.occasion, scenario_version=room.played, role="worker", user=room.people["stranger"]
        )
        assert room.get("stranger", "scenario").status_code == 200
        assert room.get("stranger", "role_sheet", "worker").status_code == 200
        assert room.get("stranger", "role_sheet", "employer").status_code == 404

    def test_the_person_reads_that_they_are_being_reviewed(self, room):
        act = {"actor": room.people["assessor"], "occasion": room.occasion, "subject": room.people["worker"]}
        api.save_rating(**act, marks=make.told_marks(*[3] * 10))
        assert "está en revisión" not in room.get("worker", "role_play").content.decode()
        api.submit_rating(**act, judgment=2)
        html = room.get("worker", "role_play").content.decode()
        assert "Su desempeño está en revisión." in html
        feedback = reverse("my_rating", args=[room.occasion.uuid])
        assert feedback not in html
        api.release_case(**act)
        html = room.get("worker", "role_play").content.decode()
        assert "está en revisión" not in html
        assert feedback in html

    def test_casting_by_the_form(self, room):
        page = room.url("scenario_cast")
        assert room.get("assessor", "scenario_cast").content.decode().count("<select") == 2
        worker, peer = (str(room.people[name].uuid) for name in ("worker", "peer"))
        response = room.client.post(page, {"add_worker": worker, "add_employer": ""})
        assert response.url == page
        html = room.client.get(page).content.decode()
        assert "Quitar a worker" in html
        room.client.post(page, {"add_worker": peer, "remove": str(RoleCast.objects.get().pk)})
        assert RoleCast.objects.get().user == room.people["peer"]

    def test_a_form_that_names_a_stranger_keeps_what_was_chosen(self, room):
        page, peer = room.url("scenario_cast"), str(room.people["peer"].uuid)
        room.client.force_login(room.people["assessor"])
        response = room.client.post(
            page, {"add_worker": str(room.people["stranger"].uuid), "add_employer": peer}
        )
        assert response.status_code == 422
        html = response.content.decode()
        assert "Elija a alguien que participe en esta ocasión." in html
        assert f'value="{peer}" selected' in html
        assert not RoleCast.objects.exists()

    def test_casts_of_another_occasion_are_not_removed_from_here(self, room):
        other = make.occasion(scenario_version=room.played)
        cast = RoleCast.objects.create(
            occasion=other, scenario_version=room.played, role="worker", user=room.people["peer"]
        )
        room.client.force_login(room.people["assessor"])
        room.client.post(room.url("scenario_cast"), {"remove": str(cast.pk)})
        assert RoleCast.objects.get() == cast

    def test_who_may_not_cast_and_what_is_not_played_do_not_exist(self, room):
        assert room.get("worker", "scenario_cast").status_code == 404
        room.client.force_login(room.people["assessor"])
        for name in ("scenario", "scenario_cast"):
            for uuids in ([room.occasion.uuid, uuid4()], [uuid4(), room.played.uuid]):
                assert room.client.get(reverse(name, args=uuids)).status_code == 404
        unplayed = make.scenario("strike")
        uuids = [room.occasion.uuid, unplayed.uuid]
        assert room.client.get(reverse("scenario", args=uuids)).status_code == 404

    def test_the_assessors_pages_link_to_the_scenario(self, room, open_to_all):
        open_to_all.rated = [room.people["worker"]]
        room.client.force_login(room.people["assessor"])
        for page in (
            reverse("rating_list", args=[room.occasion.uuid]),
            reverse("rating", args=[room.occasion.uuid, room.people["worker"].uuid]),
        ):
            assert f'"{room.url("scenario")}"' in room.client.get(page).content.decode()

    def test_who_casts_without_assessing_gets_no_link_to_what_they_may_not_read(self, room, open_to_all):
        open_to_all.releases = lambda actor, about: actor == room.people["stranger"]
        room.client.force_login(room.people["stranger"])
        html = room.client.get(reverse("rating_list", args=[room.occasion.uuid])).content.decode()
        assert f'"{room.url("scenario_cast")}"' in html
        assert f'"{room.url("scenario")}"' not in html
        html = room.client.get(room.url("scenario_cast")).content.decode()
        assert f'"{room.url("role_play")}"' not in html

    def test_the_page_in_english(self, room):
        page = room.url("scenario").replace("/es-mx/", "/en/")
        room.client.force_login(room.people["assessor"])
        html = room.client.get(page).content.decode()
        assert "The facts that everybody knows" in html
        assert "Una empacadora dice que la despidieron. (en)" in html
