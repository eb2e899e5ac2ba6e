"""What assessments hands to other apps: frozen records, standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import add, sub
from typing import Any, NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """How one delivery stands for one person, at the moment of asking.

    `status` is "not_open", "open", "in_progress", "submitted" or "closed". "submitted" means that
    something was handed in; `attempts_left` says whether more may follow. `submitted_on` is all
    that is known of an anonymous one. Scores are None where nothing is marked, and while results
    wait for their release.
    """

    delivery_id: int
    status: str
    attempts_used: int
    attempts_left: int
    minutes: int
    questions: int
    answered: int = 0
    open_attempt: UUID | None = None
    first_score: float | None = None
    best_score: float | None = None
    max_score: float | None = None
    submitted_at: datetime | None = None
    submitted_on: date | None = None

    @property
    def done(self) -> bool:
        return self.status == "submitted"


@dataclass(frozen=True, slots=True)
class AskedSupervisor:
    """How far the request to one person's supervisor is, without what was answered.

    `state` is one of `RequestState`, `said` the same in words; `address` is empty once there is an end.
    `lost` says why the letter did not arrive, in the mail server's words.
    """

    state: str
    said: Any
    address: str
    asked_at: datetime | None
    reminded_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime | None
    lost: str = ""

    @property
    def may_change(self) -> bool:
        """Whether another address may still be named: there is no answer yet."""
        return self.state != "answered"


@dataclass(frozen=True, slots=True)
class ClientBox:
    """A period of a center's survey of clients that is over, with how many sheets it holds."""

    uuid: UUID
    delivery_id: int
    center_id: int
    first: date
    last: date
    sheets: int
    paper: int


class ClientSums(NamedTuple):
    """So many sheets as sums: none of them can be told from it.

    `satisfied` of `answered` chose one of the two best answers to the question on the whole; of `rated`
    sheets with an answer to the statements, `total` adds up the means over them, `squares` their squares.
    """

    sheets: int = 0
    satisfied: int = 0
    answered: int = 0
    rated: int = 0
    total: float = 0.0
    squares: float = 0.0

    def plus(self, other: "ClientSums") -> "ClientSums":
        """Both together."""
        return ClientSums(*map(add, self, other))  # type: ignore[arg-type]

    def minus(self, other: "ClientSums") -> "ClientSums":
        """These without the others, which are a part of them."""
        return ClientSums(*map(sub, self, other))  # type: ignore[arg-type]

    def enough(self, least: int) -> bool:
        """Whether every figure of these sheets rests on so many."""
        return min(self.sheets, self.answered, self.rated) >= least


class ToldBox(NamedTuple):
    """What is told of a box: of all sheets in it, and of each side that is told apart.

    Where sides are told apart the sheets of the others are in nothing, if they are fewer than `least`: all
    less the sides would be theirs.
    """

    whole: ClientSums
    sides: Mapping[str, ClientSums]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Where a topic of a test is taught: its name, the page and how many minutes it takes."""

    title: Mapping[str, str]
    url: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Onward:
    """What follows a sitting, as whoever opened the test to the person knows it.

    `pass_share` of the points passes, which is `needed` of the maximum asked about; None where nobody
    passes or fails; `source` says in words where that mark comes from. `before` is the id of the
    delivery against which this one measures a gain. `lessons` are by topic. `title`, `url` and
    `minutes` are of what the person can do next, empty where nothing waits; `again` says that this is
    the same test once more. Only where it is `known` does an empty `url` mean that nothing waits.
    """

    pass_share: float | None = None
    needed: int | None = None
    source: str = ""
    before: int | None = None
    lessons: Mapping[str, Lessons] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    minutes: int = 0
    again: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores of one person, as far as they stand on the same scale.

    `before` is the first one on the scale of the second, None where nothing puts it there. The
    labels are those of the forms, "" where a sitting had none.
    """

    same_form: bool
    before: float | None
    form_before: str = ""
    form_after: str = ""


@dataclass(frozen=True, slots=True)
class OwnTest:
    """A test that is open to a person without a course, or was.

    `status` as in `DeliveryState`; `again` says that it is handed in and may be taken once more.
    """

    title: Mapping[str, str]
    purpose: str
    url: str
    status: str
    again: bool
    minutes: int
    opens_at: datetime
    closes_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Whether it can be begun or gone on with now, and has not been handed in."""
        return self.status in ("open", "in_progress")


class AttemptScore(NamedTuple):
    """The score of one finished, marked sitting of a known person."""

    delivery_id: int
    user_id: int
    number: int
    score: float
    max_score: float
    submitted_at: datetime


class TopicScore(NamedTuple):
    """The part of one sitting's score that belongs to one topic; a tuple, since there are many."""

    delivery_id: int
    user_id: int
    number: int
    topic: str
    score: float
    max_score: float


class ScoreSum(NamedTuple):
    """Sums over people of the sitting that counts, of one delivery in all (`topic` "") or in one topic.

    `n` people; `total` and `squares` are the sums of their points and of the squares of these;
    `maximum` is the highest possible of one sitting. Mean and variance follow from them.
    """

    delivery_id: int
    topic: str
    n: int
    total: float
    squares: float
    maximum: float


@dataclass(frozen=True, slots=True)
class RatingOutcome:
    """One assessor's rating of one person; `scores` holds what is decided, None meaning N/O.

    Only a `released` one may be shown to the person or counted for anything. `mean` and the rest are the
    sheet's own; `competent`, `counted_mean` and `barred` (it fails whatever the mean) are what counts:
    where sheets were talked over, what was settled. `about` is the scenario played, None where several
    were offered; `pass_mean` the line of the rubric.
    """

    occasion_id: int
    subject_id: int
    assessor_id: int
    submitted: bool
    submitted_at: datetime | None
    mean: float | None
    observed: int
    enough_observed: bool
    competent: bool
    released: bool = False
    scores: Mapping[str, int | None] = field(default_factory=dict)
    counted_mean: float | None = None
    barred: bool = False
    about: int | None = None
    pass_mean: float = 3.0


@dataclass(frozen=True, slots=True)
class LikertSummary:
    """Answers to one statement: how many chose each point, how many left it empty."""

    key: str
    stem: Mapping[str, str]
    labels: Mapping[int, Mapping[str, str]]
    counts: Mapping[int, int]
    n: int
    missing: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """The texts written under one open question, in alphabetical order: no row joins them."""

    key: str
    stem: Mapping[str, str]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpinionSheet:
    """One anonymous sheet's answers to the statements, by key; nothing says whose it is."""

    delivery_id: int
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ScaleAnswer:
    """One answer on a scale, with the words of its point, of a form whose author is known."""

    delivery_id: int
    key: str
    stem: Mapping[str, str]
    value: int
    words: Mapping[str, str]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class CriterionInfo:
    """A criterion of the rubric behind an occasion."""

    key: str
    title: Mapping[str, str]
    critical: bool


@dataclass(frozen=True, slots=True)
class LedOccasion:
    """An assessed or coached role-play as whoever answers for it reads about it.

    `criteria` are (key, title, critical) in order; within `grey_zone` levels of `pass_mean` a result is
    too near the line.
    """

    id: int
    uuid: UUID
    title: Mapping[str, str]
    mode: str
    held_at: datetime | None
    criteria: tuple[CriterionInfo, ...]
    pass_mean: float
    grey_zone: float
    ratee_ids: frozenset[int]
    url: str
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class SeedSheet:
    """How an assessor rated a calibration case: the mean of what they observed, and when."""

    case_id: int
    assessor_id: int
    mean: float
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFact:
    """Where one person's case on one occasion stands; `objection` is "", "open" or "decided"."""

    id: int
    occasion_id: int
    subject_id: int
    state: str
    state_words: Any
    released_at: datetime | None
    moderated: bool
    objection: str


@dataclass(frozen=True, slots=True)
class PlayedFact:
    """Where, when and in which scenario a case was played on an exam day; `half` is that of the day."""

    case_id: int
    occasion_id: int
    subject_id: int
    day: str
    room: str
    scenario: Mapping[str, str]
    half: int


@dataclass(frozen=True, slots=True)
class IncidentFact:
    """What happened in a room of an exam day; `subject_id` is None where it was about no performance."""

    subject_id: int | None
    kind_words: Any
    reported_at: datetime
    text: str
    resolution: str
    is_open: bool


class Discrepancy(NamedTuple):
    """A closed sitting whose stored marks or scores are not what its stored answers earn.

    `what` is "scores" (by topic, "" being the total: points and maximum) or "marks" (by item version).
    """

    attempt_id: int
    uuid: UUID
    what: str
    stored: Mapping[Any, Any]
    earned: Mapping[Any, Any]


class FormInfo(NamedTuple):
    """A form that people sat in a delivery: its label, empty where there is one alone, and how many."""

    version_id: int
    uuid: UUID
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """A delivery as pages about its results name it; `forms` are those that somebody has sat.

    `is_marked`: something in it can be right or wrong. `label` is its purpose in words;
    `by_hand`: people mark something of it.
    """

    id: int
    uuid: UUID
    purpose: str
    title: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime | None
    anonymous: bool
    is_marked: bool
    label: Any = ""
    by_hand: bool = False
    forms: tuple[FormInfo, ...] = ()

    @property
    def people(self) -> int:
        """How many have sat it, in any form."""
        return sum(one.people for one in self.forms)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A marked question of a form, by its place there.

    `id` and `number` are of its version. `options` are key and words where one of them is chosen (no
    words for true and false), `right` is the key of the best one; both are empty for other kinds.
    `annulled`: it counts for nobody, or for everybody alike.
    """

    id: int
    uuid: UUID
    item_id: int
    item_uuid: UUID
    key: str
    number: int
    position: int
    type: str
    content: Mapping[str, Any]
    topic: str
    points: float
    options: tuple[tuple[str, Mapping[str, str]], ...] = ()
    right: str | None = None
    annulled: bool = False


@dataclass(frozen=True, slots=True)
class FormMarks:
    """Marks and answers of one form: `cells` are (sitting, question, mark, answer as text), in no order.

    `sittings` are (sitting, person). `asked` are (sitting, question) where questions are drawn.
    """

    questions: tuple[AskedQuestion, ...]
    sittings: tuple[tuple[int, int], ...]
    cells: list[tuple[int, int, float | None, Any]]
    asked: list[tuple[int, int]] | None = None


class Consequence(NamedTuple):
    """What rests on a result that changed: whose, in words (lazy text), and where to decide."""

    user_id: int
    words: Any
    url: str


class UseRow(NamedTuple):
    """One first sitting that asked the question: what it earned there, and in all."""

    delivery_id: int
    version_id: int
    number: int
    user_id: int
    mark: float | None
    points: float
    total: float
    maximum: float


class UsedIn(NamedTuple):
    """A delivery that asked the question."""

    id: int
    opens_at: datetime
    label: Any
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ItemUses:
    """A question's uses: `rows` of sittings, the deliveries and the labels of forms.

    `recent_forms` of `of_forms` opened in the last year hold it.
    """

    uuid: UUID
    key: str
    content: Mapping[str, Any]
    rows: tuple[UseRow, ...]
    deliveries: Mapping[int, UsedIn]
    labels: Mapping[tuple[int, int], str]
    recent_forms: int
    of_forms: int


@dataclass(frozen=True, slots=True)
class JudgedTest:
    """A version of a test whose pass mark a panel can set."""

    id: int
    uuid: UUID
    key: str
    number: int
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question as a panel reads it: `options` are (letter, words), `right` is what is typed for it."""

    position: int
    key: str
    stem: Mapping[str, str]
    options: tuple[tuple[str, Mapping[str, str]], ...]
    right: str
    points: float
