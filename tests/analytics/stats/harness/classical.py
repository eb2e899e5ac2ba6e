"""The classical item statistics of a matrix under the names the cases use."""

from typing import Any

from analytics import stats
from tests.analytics.stats.harness import interval, value


def classical(matrix: Any, *, max_marks: float = 1.0, binary: bool = True) -> dict[str, Any]:
    table = stats.items.analyze(matrix, max_score=max_marks)
    answers: dict[str, Any] = {
        "n_persons": table.n_persons,
        "n_items": table.n_items,
        "item.difficulty_p": [value(item.difficulty) for item in table.items],
        "item.sd": [value(item.sd) for item in table.items],
        "item.item_total_r": [value(item.item_total) for item in table.items],
        "item.corrected_item_rest_r": [value(item.item_rest) for item in table.items],
        "alpha": value(table.alpha),
        "alpha_standardized": value(table.alpha_standardized),
        "alpha.ci95_feldt": interval(table.alpha),
        "alpha_if_dropped": [value(item.alpha_if_dropped) for item in table.items],
        "guttman_lambda2": value(table.lambda2),
        "split_half_odd_even_SB": value(table.split_half),
        "total.mean": value(table.total_mean),
        "total.sd": value(table.total_sd),
        "sem": value(table.sem),
        "omega_total_1factor": value(stats.items.omega(matrix)),
    }
    if binary:
        answers["kr20"] = value(stats.items.kr20(matrix))
        answers["kr21"] = value(table.kr21)
        answers["item.D27"] = [value(item.upper_lower) for item in table.items]
    answers.update({f"moodle.{key}": answer for key, answer in moodle_keys(matrix, max_marks).items()})
    return answers


def moodle_keys(matrix: Any, max_marks: float = 1.0) -> dict[str, Any]:
    quiz = stats.items.moodle(matrix, max_score=max_marks)
    return {
        "facility_index_pct": [value(item.facility) for item in quiz.items],
        "discrimination_index_pct": [value(item.discrimination) for item in quiz.items],
        "discriminative_efficiency_pct": [value(item.efficiency) for item in quiz.items],
        "effective_weight_pct": [value(item.effective_weight) for item in quiz.items],
        "skewness": value(quiz.skewness),
        "kurtosis": value(quiz.kurtosis),
        "cic_pct": value(quiz.internal_consistency),
        "error_ratio_pct": value(quiz.error_ratio),
        "standard_error": value(quiz.standard_error),
    }
