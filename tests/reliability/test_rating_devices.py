"""One rating on two devices, and a server that dies: nothing is overwritten unseen, or confirmed falsely."""

import random
import threading
import uuid

import pytest

from assessments import registries
from assessments.models import CheckIn, CriterionScore, DayMarshal
from tests.assessments import factories as make
from tests.assessments.hosts import StandIn
from tests.assessments.test_exam_days import Scene
from tests.reliability.sizes import passed, seeded, size
from tests.reliability.taker import Reply, Taker, together

pytestmark = pytest.mark.django_db(transaction=True)
LEVELS = "1234"


class Device:
    """One of an assessor's devices, as the page's script sends from it."""

    def __init__(self, taker: Taker, name: str, path: str) -> None:
        self.taker, self.name, self.path = taker, name, path
        self.sent: dict[tuple[str, int], str] = {}
        self.confirmed: dict[str, int] = {}

    def save(self, criterion: str, seq: int, level: str, *, seen: dict[str, int] | None = None) -> Reply:
        self.sent[criterion, seq] = level
        edit = {"criterion": criterion, "level": level, "comment": f"{self.name} {seq}", "seq": seq}
        reply = self.taker.post(self.path, edit | {"device": self.name, "seen": seen or {}})
        if reply.status == 200:
            self.confirmed[criterion] = max(seq, self.confirmed.get(criterion, 0))
        return reply


class Door:
    """A device at the door of an exam day, which says of somebody that they came, or did not after all."""

    def __init__(self, port: int, row: CheckIn, name: str) -> None:
        marshal = make.person()
        DayMarshal.objects.create(day=row.day, person=marshal)
        self.taker, self.row, self.name = Taker(port, None, user=marshal), row, name
        self.sent: dict[int, str] = {}
        self.confirmed = 0

    def say(self, seq: int, presence: str) -> Reply:
        self.sent[seq] = presence
        said = {"check_in": str(self.row.uuid), "presence": presence, "credential": False, "ago": 0}
        edit = {"device": self.name, "seq": seq, "seen": {}}
        reply = self.taker.post(f"exam-days/{self.row.day.uuid}/door/edit/", said | edit)
        if reply.status == 200:
            self.confirmed = max(seq, self.confirmed)
        return reply

    def false(self) -> bool:
        """Whether something was confirmed that is not stored."""
        row = CheckIn.objects.get(pk=self.row.pk)
        seq = row.devices.get(self.name, 0)
        return seq < self.confirmed or row.presence != self.sent[seq]


def race(port, occasion, assessor, chance, *, named=True):
    """Two devices of one assessor write other levels on one criterion at the same moment."""
    subject = make.person()
    path = f"ratings/{occasion.uuid}/{subject.uuid}/edit/"
    names = ("aaaa", "bbbb") if named else ("", "")
    devices = [Device(Taker(port, None, user=assessor), name, path) for name in names]
    first, second = chance.sample(LEVELS, 2)
    replies = together([lambda: devices[0].save("c01", 1, first), lambda: devices[1].save("c01", 2, second)])
    stored = CriterionScore.objects.get(rating__assignment__case__ratee=subject)
    return devices, replies, {"level": str(stored.value), "comment": stored.comment}


@pytest.mark.slow("five races of two devices, or fifty")
def test_of_two_devices_none_overwrites_the_other_unseen(server):
    chance, races = seeded("two devices"), size(5, 50)
    occasion, assessor = make.occasion(), make.person()
    told = refused = overwritten = 0
    for _race in range(races):
        devices, replies, stored = race(server.port, occasion, assessor, chance)
        lost = [place for place, reply in enumerate(replies) if reply.status == 409]
        assert sorted(reply.status for reply in replies) == [200, 409]
        refused += len(lost)
        body = replies[lost[0]].json()
        # What was acknowledged is stored, and the other is shown exactly that.
        overwritten += stored["level"] != devices[1 - lost[0]].sent["c01", 2 - lost[0]]
        told += {**body["stored"]}.items() >= stored.items()
        again = devices[lost[0]].save("c01", 9, "4", seen=body["seen"])
        assert (again.status, again.json()["applied"]) == (200, True)
    passed("two devices", races=races, refused=refused, shown_both=told, overwritten=overwritten)
    assert (refused, told, overwritten) == (races, races, 0)


@pytest.mark.slow("races without the check")
def test_control_edits_that_name_no_device_overwrite(server):
    """As a page of before sends them, by number alone: the drill sees what the check is there for."""
    chance = seeded("two devices, control")
    occasion, assessor = make.occasion(), make.person()
    overwritten = 0
    races, least = 0, size(1, 20)
    # Which of the two comes first is chance: played until some were overwritten, or a hundred times.
    while overwritten < least and races < 100:
        devices, replies, stored = race(server.port, occasion, assessor, chance, named=False)
        both = all(reply.status == 200 and reply.json()["applied"] for reply in replies)
        overwritten += both and stored["level"] == devices[1].sent["c01", 2]
        races += 1
    passed("two devices, control", races=races, overwritten=overwritten)
    assert overwritten > 0


@pytest.mark.slow("a server that is killed five times, or twenty")
def test_what_is_confirmed_is_stored_whenever_the_server_dies(server, monkeypatch):
    """Sheets and doors: both send by the same courier, and say "confirmed" when the server has answered."""
    chance, kills = seeded("confirmed"), size(5, 20)
    occasion, assessor = make.occasion(), make.person()
    devices = [
        Device(
            Taker(server.port, None, user=assessor),
            f"{place:04}",
            f"ratings/{occasion.uuid}/{make.person().uuid}/edit/",
        )
        for place in range(4)
    ]
    host = StandIn()
    monkeypatch.setattr(registries, "hosts", [host])
    rows = Scene(host, people=2).published().check_ins.select_related("day")
    doors = [Door(server.port, row, str(uuid.UUID(int=row.pk))) for row in rows]
    over = threading.Event()

    def guard(door: Door, own: random.Random) -> None:
        seq = 0
        while not over.is_set():
            seq += 1
            came = own.choice(("here", "absent", "expected"))
            door.taker.insist(lambda seq=seq, came=came: door.say(seq, came))

    def rate(device: Device, own: random.Random) -> None:
        seq = 0
        while not over.is_set():
            seq += 1
            place, level = own.randint(1, 10), own.choice(LEVELS)
            device.taker.insist(
                lambda place=place, seq=seq, level=level: device.save(f"c{place:02}", seq, level)
            )

    work = [(rate, one) for one in devices] + [(guard, one) for one in doors]
    threads = [threading.Thread(target=act, args=(one, random.Random(chance.random()))) for act, one in work]
    for thread in threads:
        thread.start()
    killed = 0
    while killed < kills:
        over.wait(0.2 + chance.random() / 2)
        killed += server.kill_worker(chance)
    over.set()
    for thread in threads:
        thread.join()
    false, confirmed = [], 0
    for device in devices:
        subject = device.path.split("/")[2]
        rows = CriterionScore.objects.filter(rating__assignment__case__ratee__uuid=subject)
        stored = {one.criterion.key: one for one in rows.select_related("criterion")}
        for key, seq in device.confirmed.items():
            confirmed += 1
            row = stored.get(key)
            if row is None or row.seq < seq or str(row.value) != device.sent[key, row.seq]:
                false.append((device.name, key, seq))
    false += [("door", one.name, one.confirmed) for one in doors if one.false()]
    died = sum(one.taker.diary.troubles for one in (*devices, *doors))
    said = sum(one.confirmed for one in doors)
    passed(
        "confirmed",
        killed=killed,
        fields=confirmed,
        said_at_doors=said,
        requests_that_died=died,
        confirmed_falsely=len(false),
    )
    assert false == []
    assert confirmed > 0
    assert said > 0, "the doors said nothing"
    assert died > 0, "nothing was under way when anything died"
