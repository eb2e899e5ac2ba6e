"""Questions that each release keeps: of each kind, each spelling of its settings, with what people send."""

from tests.assessments.factories import choice_content, likert_content, text
from tests.assessments.item_types.examples import (
    MATCHING,
    MATRIX,
    MATRIX_MARKED,
    NUMBER,
    ORDERING,
    SHORT,
    WEIGHTED,
)

PICTURE = {"digest": "0" * 64, "width": 40, "height": 20, "alt": text("Gráfica <plazos>")}
TOLD = choice_content("¿Qué procede? «A & B»") | {
    "options": [
        {"key": key, "text": text(f"Opción {key} <b>"), "feedback": text(f"Por {key}")} for key in "abc"
    ],
    "correct": "b",
}
MANY = choice_content() | {"correct": ["a", "c"]}
WEIGHED = MANY | {
    "credit": "weights",
    "options": [
        one | {"weight": weight} for one, weight in zip(MANY["options"], (0.5, -0.25, 0.5, -1), strict=True)
    ],
}
PICTURED = TOLD | {
    "picture": PICTURE,
    "options": [TOLD["options"][0] | {"picture": PICTURE}, *TOLD["options"][1:]],
}
QUESTIONS = {
    "single_choice": ("single_choice", TOLD, [["b"], ["a"]]),
    "single_choice_opinion": (
        "single_choice",
        {name: said for name, said in TOLD.items() if name != "correct"},
        [["a"]],
    ),
    "single_choice_pictures": ("single_choice", PICTURED, [["b"], ["a"]]),
    "multiple_choice": ("multiple_choice", MANY, [["a", "c"], ["a"], ["a", "b"]]),
    "multiple_choice_partial": ("multiple_choice", MANY | {"partial": True}, [["a"], ["a", "b"], ["a", "c"]]),
    "multiple_choice_shares": ("multiple_choice", MANY | {"credit": "shares"}, [["a"], ["a", "b"]]),
    "multiple_choice_each": ("multiple_choice", MANY | {"credit": "each"}, [["a"], ["b", "d"]]),
    "multiple_choice_weights": ("multiple_choice", WEIGHED, [["a"], ["a", "b"], ["a", "c"]]),
    "true_false": ("true_false", {"stem": text("Vale."), "correct": False}, [["true"], ["false"]]),
    "number": ("number", NUMBER | {"unit": text("días"), "decimals": 1}, [["45"], ["47.0"], ["47,1"], ["1"]]),
    "number_opinion": ("number", {"stem": text("¿Cuántos?")}, [["1,500"]]),
    "short_text": ("short_text", SHORT, [["ARTÍCULO 684 (ES)"], ["684"], ["685"]]),
    "short_text_strict": (
        "short_text",
        SHORT | {"ignore_case": False, "ignore_accents": False},
        [["articulo 684 (es)"], ["Artículo 684 (en)"]],
    ),
    "ordering": ("ordering", ORDERING, [["b=1", "a=2", "d=3", "c=4"], ["a=1", "b=2"]]),
    "ordering_positions": ("ordering", ORDERING | {"credit": "positions"}, [["b=1", "a=2", "c=3", "d=4"]]),
    "ordering_pairs": ("ordering", ORDERING | {"credit": "pairs"}, [["b=1", "a=2", "c=3", "d=4"]]),
    "matching": ("matching", MATCHING, [["r=c", "s=a"], ["r=c"]]),
    "matching_each": ("matching", MATCHING | {"credit": "each"}, [["r=c", "s=b"]]),
    "situational_judgement": ("situational_judgement", WEIGHTED, [["b"], ["a"], ["c"]]),
    "likert": ("likert", likert_content(group=text("Curso")), [["4"]]),
    "matrix": ("matrix", MATRIX_MARKED, [["r=yes", "s=no"], ["r=yes"]]),
    "matrix_opinion": ("matrix", MATRIX, [["r=yes"]]),
    "open_text": ("open_text", {"stem": text("¿Qué mejoraría?")}, [["Más <casos>\r\ny tiempo"]]),
}
