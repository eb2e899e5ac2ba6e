"""What people and programs write where there is no score, in Spanish and English."""

import re

from lms.core.text import plain

_WHOLE = {
    "", "-", "--", "---", ".", "..", "...", "*", "**", "?", "??", "/", "na", "n/a", "n.a", "n.a.",
    "#n/a", "#n/d",
    "nan", "null", "none", "nil", "nd", "n/d", "n.d", "n.d.", "s/d", "sd", "s.d.", "np", "n.p.", "n/p", "nsp",
    "n.s.p.", "sc", "s/c", "s.c.", "ns", "nc", "ns/nc", "ne", "n/e", "ni", "ex", "exc", "dnf", "dna",
    "dns", "tba",
    "tbd", "s/n", "ninguna", "ninguno", "falta", "no sabe", "not yet", "-- / --",
}  # fmt: skip
# The beginnings of what is written in many ways: "no asistió", "no se presentó", "sin calificar (enfermo)".
_BEGINNINGS = (
    r"no (se )?(lo )?(asist|present|realiz|contest|respond|entreg|aplic|conclu|termin|vino|hizo|acud"
    r"|regist|inscri"
    r"|evalu|intent|inici|envi|complet|dispon|captur|calific|concurr|compare|rindi|examin|particip)",
    r"(sin|aun sin|todavia sin) (dato|calif|nota|punt|regist|respuest|entreg|evalu|present|intent|asist"
    r"|inform"
    r"|aplic|inici|realiz|captur|exam|conclu|termin)",
    r"(did not|didn.?t|does not|has not|have not|was not|is not|not|never) (yet )?(been )?(attend|attempt"
    r"|tak|took"
    r"|submit|present|grad|complet|start|finish|avail|applic|scor|record|respond|answer|enter|assess|show|test|done"
    r"|sit|yet)",
    r"no (score|show|submission|attempt|grade|data|answer|response|result|record|mark|value|puntaje|dato"
    r"|nota|info)",
    r"(pendiente|en (curso|proceso|revision|espera|tramite)|por (aplicar|evaluar|calificar|presentar"
    r"|entregar|hacer"
    r"|revisar)|pending|in (progress|review)|to be (graded|taken|scored)|needs (grading|marking)|await"
    r"|overdue)",
    r"(se )?(baja|(dio |dad[oa] )?de baja|desert|deserc|abandon|retir|renunci|withdr|drop|left( |$)|traslad"
    r"|transfer)",
    r"(ausent|ausenc|inasist|falt[oa]( |$)|faltante|absen|missing|no.?show)",
    r"(licencia|incapacidad|ya no (labora|trabaja|esta)|no longer|jubil|fallec|cambio de |permiso"
    r"|justific|exent|eximi|excus|exempt|exclu|enferm|sick|on leave|vacacion"
    r"|comision)",
    r"(incomplet|inconclus|cancel|anulad|void|invalid|suspend|ungraded|unavailable|unknown|desconocid|vacio|empty"
    r"|blank|perdid|lost)",
)  # fmt: skip
_BEGINS = re.compile("|".join(f"(?:{pattern})" for pattern in _BEGINNINGS))
_ASIDE = re.compile(r"(?<=[a-z])\s*[(\[].*$")
_DASHES = str.maketrans({"\u2212": "-", "–": "-", "—": "-", "…": "...", "’": "'"})


def is_blank(cell: object) -> bool:
    """Whether nothing stands in the cell."""
    return isinstance(cell, str) and not cell.strip()


def is_no_score(cell: object) -> bool:
    """Whether the cell says that there is no score. A digit stands in it only in brackets."""
    if not isinstance(cell, str):
        return False
    words = plain(cell.translate(_DASHES)).strip("()[]<>\"' ")
    if words in _WHOLE or words.rstrip(".!* ") in _WHOLE:
        return True
    words = _ASIDE.sub("", words)
    return not any(c.isdigit() for c in words) and _BEGINS.match(words) is not None
