"""A good definition of each kind of question, with its answers."""

from tests.assessments.factories import choice_content, likert_content, text

MULTIPLE = choice_content() | {"correct": ["a", "c"]}
TRUE_FALSE = {"stem": text("Vale sin ratificación."), "correct": True}
NUMBER = {"stem": text("¿Cuántos días?"), "low": 0, "high": 100, "correct": 45, "tolerance": 2}
OPEN = {"stem": text("¿Qué mejoraría?"), "max_length": 20}

SHORT = {
    "stem": text("¿Qué artículo?"),
    "accepted": [{"text": text("Artículo 684")}, {"text": {"es": "684", "en": "684"}, "mark": 0.5}],
}


def listed(*keys):
    return [{"key": key, "text": text(f"Cosa {key}")} for key in keys]


ORDERING = {"stem": text("Ordene."), "options": listed(*"abcd"), "correct": ["b", "a", "d", "c"]}
MATCHING = {
    "stem": text("Una."),
    "rows": listed("r", "s"),
    "options": listed(*"abc"),
    "correct": {"r": "c", "s": "a"},
}
MATRIX = {"stem": text("Diga."), "rows": listed("r", "s"), "columns": listed("yes", "no")}
MATRIX_MARKED = MATRIX | {"correct": {"r": "yes", "s": "no"}}
WEIGHTED = {
    "stem": text("¿Qué haría?"),
    "options": [
        {"key": key, "text": text(f"Hacer {key}"), "weight": weight}
        for key, weight in (("a", 0.25), ("b", 1), ("c", 0))
    ],
}

# For each kind: a good definition, values that answer it perfectly, and their stored form.
EXAMPLES = {
    "short_text": (SHORT, [" artículo  684 (ES) "], "artículo 684 (ES)"),
    "ordering": (
        ORDERING,
        ["a=2", "b=1", "c=4", "", "d=3"],
        {"a": "2", "b": "1", "c": "4", "d": "3"},
    ),
    "matching": (MATCHING, ["r=c", "s=a"], {"r": "c", "s": "a"}),
    "matrix": (MATRIX_MARKED, ["s=no", "r=yes"], {"r": "yes", "s": "no"}),
    "situational_judgement": (WEIGHTED, ["b"], "b"),
    "single_choice": (choice_content(), ["a"], "a"),
    "multiple_choice": (MULTIPLE, ["c", "a"], ["a", "c"]),
    "true_false": (TRUE_FALSE, ["true"], True),
    "number": (NUMBER, [" 45 "], 45),
    "likert": (likert_content(), ["4"], 4),
    "open_text": (OPEN, [" Más casos. "], "Más casos."),
}
# The same question with another answer right.
SWAPPED = {
    "single_choice": {"correct": "b"},
    "multiple_choice": {"correct": ["b"]},
    "true_false": {"correct": False},
    "number": {"correct": 60},
    "short_text": {"accepted": [{"text": text("Artículo 685")}]},
    "ordering": {"correct": ["a", "b", "d", "c"]},
    "matching": {"correct": {"r": "a", "s": "a"}},
    "matrix": {"correct": {"r": "no", "s": "no"}},
    "situational_judgement": {
        "options": [one | {"weight": 1 - one["weight"]} for one in WEIGHTED["options"]]
    },
}
