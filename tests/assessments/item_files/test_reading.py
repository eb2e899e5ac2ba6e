"""Files that people made elsewhere: read as they are meant, or refused in words with their place."""

import pytest

from assessments import item_files
from assessments.item_types import REGISTRY

GIFT = r"""
// A question of the handbook
$CATEGORY: $course$/top/Plazos

::P1:: ¿Cuántos días hábiles dura el plazo? {
  =45 días naturales#Artículo 684-D
  ~30 días
  ~%0%15 días
}

[html]<p>La conciliación <b>prejudicial</b> es&nbsp;obligatoria\: siempre.</p>{FALSE#No, hay excepciones.#Sí.}

// [id:plazos-3] [tag:cálculo]
¿Cuántos días\? {#45:2}

¿Entre qué años? {#
  =2018..2020
  =%50%2017
}

Relacione. {
  =CFCRL -> Registro
  =Centro local -> Conciliación
  =Tribunal -> Juicio
}

La autoridad {=CFCRL =%50%Centro Federal} registra los sindicatos.

Varias. {
  ~%50%Una
  ~%50%Otra
  ~%-100%Ninguna
}

¿Qué haría? {
  =Escuchar
  ~%40%Anotar
  ~Interrumpir
}

Explique. {}

Sólo un texto.

Rota { =una ~otra

Sin respuestas { hola }
"""


def read(text, format="gift", **options):
    data = text if isinstance(text, bytes) else text.encode()
    return item_files.read(data, filename="x", format=format, **options)


def test_gift_as_people_write_it():
    reading = read(GIFT)
    assert [item.type for item in reading.items] == [
        "single_choice", "true_false", "number", "number", "matching", "short_text", "multiple_choice",
        "situational_judgement", "open_text",
    ]  # fmt: skip
    choice, false, days, years, match, short, several, judgement, _essay = reading.items
    assert choice.content["stem"] == {"es": "¿Cuántos días hábiles dura el plazo?", "en": ""}
    assert choice.content["options"][0] == {
        "key": "a",
        "text": {"es": "45 días naturales", "en": ""},
        "feedback": {"es": "Artículo 684-D", "en": ""},
    }
    assert (choice.place, choice.topic) == (5, "Plazos")
    assert false.content["stem"]["es"] == "La conciliación prejudicial es obligatoria: siempre."
    assert false.content["correct"] is False
    assert (days.key, days.tags) == ("plazos-3", (("other", "cálculo"),))
    assert (days.content["correct"], days.content["tolerance"]) == (45, 2)
    assert (years.content["correct"], years.content["tolerance"]) == (2019, 1)
    assert match.content["correct"] == {"r1": "a", "r2": "b", "r3": "c"}
    assert short.content["stem"]["es"] == "La autoridad _____ registra los sindicatos."
    assert [one.get("mark", 1) for one in short.content["accepted"]] == [1, 0.5]
    assert (several.content["correct"], several.content["credit"]) == (["a", "b"], "weights")
    assert [one["weight"] for one in judgement.content["options"]] == [1, 0.4, 0]


def test_what_cannot_be_read_is_said_with_its_line():
    reading = read(GIFT)
    assert [(message.place, message.text) for message in reading.messages if message.refused] == [
        (43, "It has no answers in braces { }: text between questions is not read."),
        (45, "A brace { } is not closed before the empty line that ends the question."),
        (47, "What stands in the braces cannot be read: an answer begins with = or ~."),
    ]
    assert reading.where(reading.messages[0]) == "line 43"


def test_words_in_one_language_wait_for_the_other():
    (item,) = read("What is due? {=This ~That}", language="en").items
    assert item.content["stem"] == {"es": "", "en": "What is due?"}
    assert REGISTRY[item.type].problems(item.content)[0] == "stem: no text in es"


@pytest.mark.parametrize(
    "marked",
    [
        '[html]<span lang="es" class="multilang">Uno</span><span class="multilang" lang="en">One</span>',
        "{mlang es}Uno{mlang}{mlang en}One{mlang}".replace("{", r"\{").replace("}", r"\}"),
    ],
)
def test_moodles_marks_of_language_are_read(marked):
    (item,) = read(marked + " {=1 ~2}").items
    assert item.content["stem"] == {"es": "Uno", "en": "One"}
    assert item.content["options"][0]["text"] == {"es": "1", "en": "1"}


MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/M1</text></category></question>
<question type="multichoice"><name><text>P1</text></name>
  <questiontext format="html"><text><![CDATA[<p>¿Qué procede?<br>Elija.</p>]]></text></questiontext>
  <defaultgrade>2</defaultgrade><single>true</single>
  <answer fraction="100" format="html"><text>A &amp; B</text><feedback><text>Bien</text></feedback></answer>
  <answer fraction="0"><text>C</text></answer>
  <tags><tag><text>ratificación</text></tag></tags></question>
<question type="multichoice"><name><text>P2</text></name><questiontext><text>Dos</text></questiontext>
  <single>false</single>
  <answer fraction="33.33333"><text>A</text></answer><answer fraction="33.33333"><text>B</text></answer>
  <answer fraction="33.33333"><text>C</text></answer>
  <answer fraction="-100"><text>D</text></answer></question>
<question type="truefalse"><questiontext><text>Vale</text></questiontext>
  <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
<question type="shortanswer"><questiontext><text>¿Qué?</text></questiontext><usecase>1</usecase>
  <answer fraction="100"><text>LFT</text></answer><answer fraction="0"><text>*</text></answer></question>
<question type="numerical"><questiontext><text>¿Cuánto?</text></questiontext>
  <answer fraction="100"><text>12.5</text><tolerance>0.25</tolerance></answer>
  <answer fraction="0"><text>*</text><tolerance>0</tolerance></answer>
  <units><unit><multiplier>1</multiplier><unit_name>h</unit_name></unit></units></question>
<question type="matching"><questiontext><text>Una</text></questiontext>
  <subquestion><text>a</text><answer><text>1</text></answer></subquestion>
  <subquestion><text>b</text><answer><text>2</text></answer></subquestion>
  <subquestion><text></text><answer><text>3</text></answer></subquestion></question>
<question type="ordering"><questiontext><text>Ordene</text></questiontext>
  <answer fraction="1"><text>Primero</text></answer>
  <answer fraction="2"><text>Después</text></answer></question>
<question type="essay"><questiontext><text>Explique</text></questiontext></question>
<question type="cloze"><name><text>Huecos</text></name>
  <questiontext><text>{1:SA:=x}</text></questiontext></question>
<question type="multichoice"><questiontext><text>Nada</text></questiontext>
  <answer fraction="50"><text>A</text></answer><answer fraction="0"><text>B</text></answer></question>
</quiz>"""


def test_moodle_xml_as_moodle_writes_it():
    reading = read(MOODLE, "moodlexml")
    one, several, false, short, number, match, order, _essay = reading.items
    assert one.content["stem"]["es"] == "¿Qué procede?\nElija."
    assert one.content["options"][0]["text"]["es"] == "A & B"
    assert one.content["options"][0]["feedback"]["es"] == "Bien"
    assert (one.topic, one.tags) == ("M1", (("other", "ratificación"),))
    assert several.content["correct"] == ["a", "b", "c"]
    assert several.content["options"][3]["weight"] == -1
    assert REGISTRY["multiple_choice"].mark(several.content, ["a", "b", "c"]) == 1.0
    assert false.content["correct"] is False
    assert short.content["ignore_case"] is False
    assert len(short.content["accepted"]) == 1
    assert (number.content["correct"], number.content["tolerance"], number.content["decimals"]) == (
        12.5,
        0.25,
        2,
    )
    assert number.content["unit"]["es"] == "h"
    assert len(match.content["rows"]) == 2
    assert len(match.content["options"]) == 3
    assert order.content["correct"] == ["a", "b"]
    assert [(message.place, message.text) for message in reading.messages] == [
        (9, "“Huecos” is of the kind “cloze”, which is not read."),
        (10, "No answer earns the whole point."),
    ]


AIKEN = """¿Quién registra?
A) CFCRL
B) Tribunal
ANSWER: A

¿Cuál artículo?
Elija uno.

A. 684
B. 685
C. 686
RESPUESTA: c

Sin respuesta
A) Una
B) Otra

¿Otra letra?
A) Una
B) Otra
ANSWER: D

A) Sin empezar

ANSWER: ninguna

¿Quién cita?
A)El Centro
B)El Tribunal
ANSWER: A
"""


def test_aiken_as_people_write_it():
    reading = read(AIKEN, "aiken")
    assert [item.content["correct"] for item in reading.items] == ["a", "c", "a"]
    assert reading.items[1].content["stem"]["es"] == "¿Cuál artículo?\nElija uno."
    assert [(one.place, one.text) for one in reading.messages] == [
        (14, "After its options a line “ANSWER: A” is missing."),
        (18, "There is no option “D”."),
        (23, "After “ANSWER:” stands one letter."),
    ]
    assert reading.items[2].content["stem"]["es"] == "¿Quién cita?"


CSV = """Pregunta,A,B,C,Respuesta correcta,Tema,Notas
¿Quién registra?,CFCRL,Tribunal,,A,M1,x
¿Cuáles?,Una,Otra,Nada,"a, c",M1,
¿Vale?,,,,Falso,M2,
¿Cuánto?,,,,45,M2,
¿Qué ley?,,,,LFT | Ley Federal del Trabajo,M2,
¿Y esta?,Una,Otra,,Z,M2,
,Una,Otra,,A,M2,
"""


def test_a_table_of_ones_own():
    reading = read(CSV, "csv")
    assert [item.type for item in reading.items] == [
        "single_choice", "multiple_choice", "true_false", "number", "short_text",
    ]  # fmt: skip
    assert reading.items[1].content["correct"] == ["a", "c"]
    assert len(reading.items[4].content["accepted"]) == 2
    assert [(one.place, one.text, one.refused) for one in reading.messages] == [
        (1, "These columns are not read: Notas.", False),
        (7, "“correct” names “Z”, which is no option.", True),
        (8, "It asks nothing: there is no text of the question.", True),
    ]


@pytest.mark.parametrize(
    ("data", "format", "code"),
    [
        (b"", "gift", "nothing"),
        (b"\n\n// only a comment\n", "gift", "nothing"),
        (b"\x00\x01\x02", "gift", "not_text"),
        (b"<html><body/></html>", "moodlexml", "not_moodle"),
        (b"<quiz>", "moodlexml", "xml_invalid"),
        (b'<!DOCTYPE q [<!ENTITY a "b">]><quiz/>', "moodlexml", "xml_declarations"),
        (b"a,b\n1,2\n", "csv", "no_stem"),
        (b"x" * (item_files.MAX_BYTES + 1), "gift", "file_size"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, format, code):
    with pytest.raises(item_files.ItemFileError) as raised:
        read(data, format)
    assert raised.value.code == code
    assert str(raised.value)


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (b"PK\x03\x04", "x", "xlsx"),
        (b"a,b", "x.CSV", "csv"),
        (b"\xef\xbb\xbf <?xml", "x.txt", "moodlexml"),
        (b"Q {=a ~b}", "x.txt", "gift"),
        (b"Q\nA) x\nANSWER: A", "x.txt", "aiken"),
    ],
)
def test_the_format_is_guessed(data, name, format):
    assert item_files.guess(data, name) == format
