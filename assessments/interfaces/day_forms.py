"""Forms about an exam day."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.interfaces.delivery_forms import MOMENT
from assessments.models import ExamDay, Occasion, RoleCast, ScenarioVersion
from assessments.services.exam_days import MINUTES, DaySetup, RoomSpec
from lms.accounts.models import User
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized

MOST_ROOMS = 40


def _minutes(label: Any, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=480)


class DayForm(TidyForm, forms.Form):
    """What a day consists of; how it is filled is for the plan."""

    name = forms.CharField(label=_("Name of the day"), max_length=120)
    starts_at = forms.DateTimeField(
        label=_("First round starts"),
        widget=forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"}),
    )
    occasions = forms.MultipleChoiceField(
        label=_("Role-plays"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each person is assessed once in each of them."),
    )
    scenarios = forms.MultipleChoiceField(label=_("Scenarios"), widget=forms.CheckboxSelectMultiple)
    rooms = forms.CharField(
        label=_("Rooms"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name a line, as it stands on the door."),
    )
    keeps = forms.BooleanField(
        label=_("Each room keeps to one scenario: they are given out in turn"),
        required=False,
        help_text=_("So that role-players and papers stay where they are."),
    )
    assessors = forms.MultipleChoiceField(label=_("Assessors"), widget=forms.CheckboxSelectMultiple)
    per_case = forms.IntegerField(label=_("Assessors of each person"), min_value=1, max_value=5)
    people = forms.MultipleChoiceField(label=_("People to be assessed"), widget=forms.CheckboxSelectMultiple)
    reading_minutes = _minutes(_("Minutes to read"))
    play_minutes = _minutes(_("Minutes to play"), 1)
    marking_minutes = _minutes(_("Minutes to mark"))
    change_minutes = _minutes(_("Minutes to change rooms"))
    rest_every = forms.IntegerField(
        label=_("Rounds until a rest"), min_value=0, max_value=40, help_text=_("0: no rests.")
    )
    rest_minutes = _minutes(_("Minutes of a rest"))

    def __init__(
        self,
        *args: Any,
        occasions: Sequence[Occasion],
        scenarios: Sequence[ScenarioVersion],
        people: Sequence[User],
        assessors: Sequence[User],
        cast: Sequence[RoleCast],
        **kwargs: Any,
    ) -> None:
        self.known: dict[str, dict[str, Any]] = {
            "occasions": {str(one.uuid): one for one in occasions},
            "scenarios": {str(one.uuid): one for one in scenarios},
            "people": {str(one.uuid): one for one in people},
            "assessors": {str(one.uuid): one for one in assessors},
        }
        self.cast = cast
        super().__init__(*args, **kwargs)
        for name, known in self.known.items():
            field: Any = self.fields[name]
            field.choices = [
                (key, localized(one.title) if hasattr(one, "title") else str(one))
                for key, one in known.items()
            ]
        if len(occasions) == 1:
            del self.fields["occasions"]

    def clean_rooms(self) -> list[str]:
        """The names, each once and in their order."""
        names = [" ".join(line.split())[:60] for line in self.cleaned_data["rooms"].splitlines()]
        found = list(dict.fromkeys(name for name in names if name))
        if len(found) > MOST_ROOMS:
            raise forms.ValidationError(
                gettext("Name at most %(most)s rooms.") % {"most": MOST_ROOMS}, code="too_many"
            )
        return found

    def chosen(self, name: str) -> list[Any]:
        """What was chosen in a field, in the order in which it is listed."""
        if name not in self.fields:
            return list(self.known[name].values())
        sent = set(self.cleaned_data[name])
        return [one for key, one in self.known[name].items() if key in sent]

    @property
    def setup(self) -> DaySetup:
        """The day as it was sent."""
        data, scenarios = self.cleaned_data, self.chosen("scenarios")
        rooms: list[RoomSpec] = []
        for place, name in enumerate(data["rooms"]):
            scenario = scenarios[place % len(scenarios)] if data["keeps"] or len(scenarios) == 1 else None
            rooms.append(RoomSpec(name, scenario))
        return DaySetup(
            name=data["name"],
            starts_at=data["starts_at"],
            scenarios=scenarios,
            rooms=with_cast(rooms, self.cast),
            people=self.chosen("people"),
            assessors=self.chosen("assessors"),
            minutes={name: data[name] for name in MINUTES},
            rest_every=data["rest_every"],
            per_case=data["per_case"],
        )


def with_cast(rooms: Sequence[RoomSpec], cast: Sequence[RoleCast]) -> list[RoomSpec]:
    """Rooms that keep to a scenario get one of the people cast in each of its roles, in turn."""
    found = []
    turns: dict[int, int] = {}
    for room in rooms:
        if room.scenario is None:
            found.append(room)
            continue
        turn = turns.get(room.scenario.pk, 0)
        turns[room.scenario.pk] = turn + 1
        by_role: dict[str, list[RoleCast]] = {}
        for one in cast:
            if one.scenario_version_id == room.scenario.pk:
                by_role.setdefault(one.role, []).append(one)
        own = [people[turn] for people in by_role.values() if turn < len(people)]
        found.append(RoomSpec(room.name, room.scenario, own))
    return found


def initial_of(day: ExamDay) -> dict[str, Any]:
    """A stored day as the form shows it."""
    rooms = list(day.rooms.order_by("position", "pk"))
    values: dict[str, Any] = {name: getattr(day, name) for name in MINUTES}
    return {
        **values,
        "name": day.name,
        "starts_at": day.starts_at,
        "occasions": [str(one) for one in day.occasions.values_list("uuid", flat=True)],
        "scenarios": [str(one) for one in day.scenario_versions.values_list("uuid", flat=True)],
        "rooms": "\n".join(one.name for one in rooms),
        "keeps": any(one.scenario_version_id for one in rooms),
        "assessors": [str(one) for one in day.assessor_links.values_list("assessor__uuid", flat=True)],
        "people": [str(one) for one in day.check_ins.values_list("person__uuid", flat=True)],
        "per_case": day.per_case,
        "rest_every": day.rest_every,
    }
