"""A point on a scale: an opinion, so nothing is right or wrong.

Content: `{"stem": {es, en}, "scale": [{"value": int, "label": {es, en}}], "required": bool,
"group": {es, en}}`; values rise. `group` heads a set of statements on the page.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assessments.item_types.base import (
    Answer,
    AnswerError,
    Content,
    ItemType,
    Templates,
    single,
    stem_problems,
    text_problems,
)
from assessments.item_types.writing import GROUP, REQUIRED, Lines, Setting, Writing, gettext_noop


class Likert(ItemType):
    key = "likert"
    name = gettext_noop("Point on a scale")
    graded = False
    holds_words = False
    is_scale = True
    templates = Templates("likert", "likert_answer", "likert_answer")
    writing = Writing(
        lines=(Lines("scale", 2, said="label", settings=(Setting("value", "whole"),), keyed=False),),
        settings=(GROUP, REQUIRED),
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        scale = content.get("scale")
        if not isinstance(scale, list) or len(scale) < 2:
            return [*problems, "scale: at least two points are needed"]
        values = [point.get("value") if isinstance(point, Mapping) else None for point in scale]
        if not all(type(value) is int for value in values) or any(a >= b for a, b in pairwise(values)):
            return [*problems, "scale: values must be whole numbers that rise"]
        for point in scale:
            problems += text_problems(f"scale {point['value']}", point.get("label"))
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        value = single(raw)
        if value is None:
            return None
        points = {str(point["value"]): point["value"] for point in content["scale"]}
        if value not in points:
            raise AnswerError("not a point of the scale")
        return points[value]

    def echo(self, raw: Sequence[str]) -> Answer:
        sent = raw[0] if raw else None
        # Nothing longer is a point of any scale, and Python refuses to read numbers without end.
        return int(sent) if sent and re.fullmatch(r"-?[0-9]{1,9}", sent) else sent
