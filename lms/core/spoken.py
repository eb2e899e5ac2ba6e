"""Telling Spanish from English in what people typed, so that screen readers pronounce it right."""

import re

# Words that one language uses all the time and the other does not have.
SPANISH = """
el la los las un una unos unas de del al que y en por para con sin se su sus lo le les es son fue fueron era
está están como más pero muy ya también cuando porque qué cuánto cómo antes después entre sobre desde hasta
dos partes bien mal falta faltó puede debe hizo dijo dio pidió preguntó escuchó explicó propuso abrió nada
nadie todo todos
"""
ENGLISH = """
the of and to is are was were that this these those it its he she they them his her their with for from by on
at as be been did does not but very also when because what how who before after between about you your we our
an or if so than then there here well missing should could would said asked listened explained nothing nobody
all
"""
_SPANISH, _ENGLISH = frozenset(SPANISH.split()), frozenset(ENGLISH.split())
_SPANISH_LETTER = re.compile(r"[ñáéíóúü¿¡]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """`es` or `en`; empty where neither has more that speaks for it."""
    words = [word.lower() for word in _WORD.findall(text)]
    spanish = sum(word in _SPANISH for word in words) + len(_SPANISH_LETTER.findall(text))
    english = sum(word in _ENGLISH for word in words)
    if spanish == english:
        return ""
    return "es" if spanish > english else "en"
