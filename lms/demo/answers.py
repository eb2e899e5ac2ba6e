"""Drawing invented answers and ratings from a known model, so that the figures have a known truth.

A person answers an item right with probability 0.2 + 0.8 · logistic(ability − difficulty); learning
adds the person's gain to the ability, less where the topic is hard to teach in a short course.
"""

import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

from assessments.item_types import REGISTRY

GUESSING = 0.2
# How much of a person's gain reaches a topic: collective conciliation hardly moves.
REACH = {"m1": 0.7, "m2": 1.25, "m3": 1.0, "m4": 1.35, "m5": 0.9, "m6": 0.3}
DIFFICULTY = {"m1": -0.7, "m2": 0.25, "m3": -0.5, "m4": 0.2, "m5": -0.3, "m6": 0.55}
SEVERITY = (-0.15, 0.0, 0.2)
# What assessors write, by criterion: what is missing at levels 1 and 2, what went well at 4.
MISSING = {
    "opening": (
        "Anunció las reglas, pero no el alcance de la confidencialidad. Dígalo antes de escuchar a las partes.",
        "Entró al caso sin explicar su papel. Dos frases bastan: qué hace quien concilia y qué no decide.",
    ),
    "impartiality": (
        "Se perdió el equilibrio entre las partes. Anuncie la regla y aplíquela igual a las dos.",
        "Interrumpió tres veces a la trabajadora y ninguna a la empresa. Reparta el turno en voz alta.",
    ),
    "listening": (
        "Escuchó, pero no verificó. Resuma lo que entendió y pregunte si es así.",
        "Pasó por alto el enojo por el trato recibido. Nómbrelo antes de volver a los hechos.",
    ),
    "interests": (
        "Se quedó en los montos. Pregunte para qué necesita cada parte lo que pide.",
        "Las preguntas fueron cerradas. Empiece por «cuénteme» y «qué le preocupa de».",
    ),
    "process": (
        "Abrió la reunión separada sin decir para qué ni cuánto duraría. Anúncielo a las dos partes.",
        "Al volver a la mesa no dijo qué se podía compartir. Acuérdelo antes de salir de cada reunión.",
    ),
    "impasse": (
        "Ante el enojo aceleró. Haga una pausa y retome el último punto en que coincidieron.",
        "Cuando las posturas chocaron, repitió las cifras. Cambie de tema o proponga una reunión separada.",
    ),
    "options": (
        "Propuso una sola cifra. Construya con las partes dos opciones y diga en qué se apoya cada una.",
        "La propuesta fue suya y no de las partes. Pida primero ideas sin comprometerse.",
    ),
    "reality": (
        "Dijo qué convenía en vez de preguntarlo. Pida a cada parte que compare el acuerdo con un juicio.",
        "Habló de los riesgos solo a la trabajadora. Haga las mismas preguntas a la empresa.",
    ),
    "legality": (
        "No revisó el desglose ni los derechos irrenunciables antes de la firma. Léalos uno por uno.",
        "El convenio quedó sin fecha del segundo pago. Sin ella no se puede ejecutar.",
    ),
    "safety": (
        "No preguntó si las partes querían estar en la misma sala. Ofrézcalo antes de empezar.",
        "Repitió la descripción del maltrato delante de todos. Basta con lo necesario y en privado.",
    ),
    "collective": (
        "No comprobó a quién representa el sindicato. Pida la constancia antes de hablar del pliego.",
        "Mezcló el emplazamiento con las quejas individuales. Sepárelas y diga qué se ve en esta mesa.",
    ),
}
WELL_DONE = {
    "opening": (
        "Muy claro el encuadre, y confirmó que se entendiera.",
        "Explicó su papel en palabras de todos los días.",
    ),
    "impartiality": (
        "Dio a las dos partes el mismo tiempo y las mismas preguntas.",
        "Notó que se inclinaba por una parte y lo corrigió a la vista de todos.",
    ),
    "listening": (
        "Las dos partes dijeron sentirse entendidas y bajó la tensión.",
        "Resumió sin cargar las palabras, y las dos partes asintieron.",
    ),
    "interests": (
        "Encontró la urgencia detrás de la cifra, y las dos partes la reconocieron.",
        "Con preguntas abiertas salió que importaba más la carta que el dinero.",
    ),
    "process": (
        "Cada reunión separada tuvo propósito, duración y vuelta a la mesa.",
        "Las etapas se distinguieron y nadie se perdió.",
    ),
    "impasse": (
        "Nombró el desacuerdo sin tomar partido y la conversación siguió.",
        "Convirtió el choque en una pregunta para las dos partes.",
    ),
    "options": (
        "Las propuestas salieron de las partes, con sus razones.",
        "Sumó al pago una carta de recomendación, y eso abrió el acuerdo.",
    ),
    "reality": (
        "Con tres preguntas las partes vieron por sí mismas qué les convenía.",
        "Comparó tiempo y costo con un juicio sin empujar a nadie.",
    ),
    "legality": (
        "El convenio quedó con fechas, montos y la pena por incumplir.",
        "Leyó cada cláusula y verificó que ningún derecho se renunciara.",
    ),
    "safety": (
        "Cuidó el lenguaje y ofreció pausas sin señalar a nadie.",
        "Preguntó en privado si había temor y adaptó la sala.",
    ),
    "collective": (
        "Verificó la representación y ordenó el pliego por temas.",
        "Mantuvo la mesa en los plazos de la prehuelga.",
    ),
}
# What they say of the whole: where nothing lacked, where little did, where much did.
SUMMARIES = (
    (
        "Sólida de principio a fin. Podría mostrarle esta audiencia a otra persona.",
        "Segura y cercana. Siga así.",
    ),
    (
        "Buen trabajo. Practique lo señalado una vez más antes de la próxima sesión.",
        "Va bien: la base está, falta afinar lo que anoté.",
    ),
    (
        "Repita el caso con una compañera o un compañero y vuelva a las lecciones de esos temas.",
        "Todavía cuesta. Trabaje primero lo crítico y pida otra práctica.",
    ),
)
OPINIONS = (
    (
        "La apertura con alcance y confidencialidad.",
        "El poco tiempo entre audiencias.",
        "Más casos colectivos.",
    ),
    ("Preguntar por intereses antes de hablar de montos.", "", "Que las sesiones en vivo duren menos."),
    ("Verificar la pena y el desglose antes de firmar.", "La carga de trabajo.", ""),
    ("Las reuniones separadas con propósito.", "", "Más práctica de prehuelga."),
)


def chance(ability: float, item_difficulty: float) -> float:
    """The probability of a right answer."""
    return GUESSING + (1 - GUESSING) / (1 + math.exp(item_difficulty - ability))


def answer_test(
    rng: random.Random, items: Sequence[Any], difficulties: Mapping[int, float], ability: float, gain: float
) -> list[tuple[Any, str | None, float]]:
    """(item version, chosen option or None, mark) for each single-choice item."""
    answers = []
    for item in items:
        reached = ability + gain * REACH.get(item.item.topic, 1.0)
        correct = item.content["correct"]
        if rng.random() < chance(reached, difficulties[item.id]):
            answers.append((item, correct, 1.0))
            continue
        wrong = [option["key"] for option in item.content["options"] if option["key"] != correct]
        answers.append((item, None if rng.random() < 0.02 else rng.choice(wrong), 0.0))
    return answers


def rate(
    rng: random.Random, criteria: Sequence[Any], skill: float, assessor: int
) -> list[tuple[Any, int | None, str]]:
    """(criterion, level or None for not observed, comment) for each criterion."""
    scores = []
    for criterion in criteria:
        hard = {"options": 0.3, "impasse": 0.3}.get(criterion.key.split("_")[0], 0.0) + (
            criterion.position % 3
        ) * 0.05
        drawn = 3.62 + 0.3 * (skill - 1.2) - hard - SEVERITY[assessor % 3] + rng.gauss(0, 0.4)
        level = None if rng.random() < 0.02 else max(1, min(4, round(drawn)))
        # 1 and 2 must be explained; some 4 are.
        explained = level in (1, 2) or (level == 4 and rng.random() < 0.3)
        said = MISSING if level in (1, 2) else WELL_DONE
        scores.append((criterion, level, rng.choice(said[criterion.key]) if explained else ""))
    return scores


def sum_up(rng: random.Random, scores: Sequence[tuple[Any, int | None, str]]) -> str:
    """The overall comment that fits the levels; many leave it empty."""
    low = sum(level is not None and level <= 2 for _criterion, level, _said in scores)
    words = rng.choice(SUMMARIES[min(2, (low + 1) // 2)])
    return words if rng.random() < 0.6 else ""


def opine(rng: random.Random, items: Sequence[Any]) -> list[tuple[Any, int | str | None]]:
    """(item version, value) for each statement and open question of the evaluation."""
    mood = rng.gauss(4.3, 0.5)
    texts = iter(rng.choice(OPINIONS))
    answers: list[tuple[Any, int | str | None]] = []
    for item in items:
        if REGISTRY[item.type].is_scale:
            lower = 1.6 if item.item.key.endswith("_before") else 0.0
            answers.append((item, max(1, min(5, round(rng.gauss(mood - lower, 0.55))))))
        else:
            text = next(texts, "")
            answers.append((item, text if text and rng.random() < 0.4 else None))
    return answers
