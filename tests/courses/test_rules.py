"""Ages, columns, words and CURPs, without a database."""

from datetime import date

import pytest

from assessments.rules.results import Result, Verdict
from courses.rules import roster_values as values
from courses.rules.ages import age_band
from courses.rules.curp_facts import CurpFacts, facts_of
from courses.rules.requirements import Record, requirements
from courses.rules.roster_columns import recognize
from courses.step_kinds import REGISTRY


@pytest.mark.parametrize(
    ("year", "band"),
    [(None, ""), (1997, "under_30"), (1996, "30_39"), (1987, "30_39"), (1986, "40_49"), (1976, "50_59"),
     (1967, "50_59"), (1966, "60_over")],
)  # fmt: skip
def test_age_band_at_the_start_of_the_cohort(year, band):
    assert age_band(year, date(2026, 10, 5)) == band


def test_headings_are_known_in_both_languages_whatever_their_accents():
    found = recognize(
        ["Correo electrónico", "NOMBRES", "Primer apellido", "Centro", "Año de nacimiento", "Sexo"]
    )
    assert found.mapping == {
        "email": 0, "first_name": 1, "last_name": 2, "center": 3, "birth_year": 4, "sex": 5,
    }  # fmt: skip
    assert found.clear
    assert recognize(["E-mail", "Given names", "Family names", "Center"]).clear


def test_headings_that_are_unknown_missing_or_repeated_are_told_apart():
    found = recognize(["Correo", "Mail", "Apodo", "Nombre"])
    assert (found.unknown, found.twice, found.missing) == (("Apodo",), ("Mail",), ("center",))
    assert not found.clear


@pytest.mark.parametrize(
    ("column", "meaning"),
    [(["M", "F"], "M"), (["M", "H"], "F"), (["M"], None), (["m", "F", "H"], None), (["Masculino", "M"], "M")],
)
def test_a_lone_m_is_read_by_its_company(column, meaning):
    assert values.meaning_of_m(column) == meaning


def test_words_become_codes():
    assert values.sex("Mujer", None) == "F"
    assert values.role("Persona conciliadora") == "conciliator"
    assert values.state("Michoacán de Ocampo") == "MIC"
    assert values.state("CDMX") == "CMX"
    assert values.language("Inglés") == "en"
    assert values.role("astronauta") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("1985", 1985), ("14/05/1990", 1990), ("1985-1990", None), ("85", None), ("2020", None)],
)
def test_a_birth_year_may_stand_within_a_date(text, year):
    assert values.birth_year(text, 2026) == year


def test_a_curp_says_sex_and_year():
    assert facts_of("CUHI900514MCSRRT02") == CurpFacts("F", 1990)
    assert facts_of("CUHI050514HCSRRTA2") == CurpFacts("M", 2005)


def record(**changes):
    done = {
        "enrollment_id": 1, "lessons_done": 3, "lessons_total": 3, "pre_done": True, "post_best": 16.0,
        "post_max": 20.0, "result": Result(Verdict.COMPETENT), "evaluated": True,
    }  # fmt: skip
    return Record(**{**done, **changes})


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, ()),
        ({"post_best": 15.0}, ("pass_mark",)),
        ({"post_best": None, "post_max": None}, ("post_test",)),
        ({"result": Result(Verdict.NOTHING)}, ("role_play",)),
        ({"result": Result(Verdict.MORE)}, ("more",)),
        ({"result": Result(Verdict.FURTHER)}, ("further",)),
        ({"result": Result(Verdict.NOT_COMPETENT)}, ("competent",)),
        ({"lessons_done": 2, "evaluated": False}, ("lessons", "evaluation")),
    ],
)
def test_what_is_missing_for_the_certificate(changes, missing):
    done = record(**changes)
    checks = [check for kind in REGISTRY.values() for check in kind.checks(done, 0.8)]
    found = requirements(done, checks, 0.8)
    assert found.missing == missing
    assert found.complete is (missing == ())


def test_what_the_path_does_not_demand_is_not_missing():
    nothing = record(
        lessons_done=0, post_best=None, post_max=None, result=Result(Verdict.NOTHING), evaluated=False
    )
    assert requirements(nothing, [], 0.8).complete
