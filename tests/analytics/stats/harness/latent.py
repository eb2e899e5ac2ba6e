"""Item response models of a matrix under the names the cases use."""

from typing import Any

from analytics import stats


def latent(matrix: Any) -> dict[str, Any]:
    two = stats.scaling.fit_irt(matrix)
    marginal, conditional = stats.scaling.rasch_marginal(matrix), stats.scaling.rasch_conditional(matrix)
    eap = stats.scaling.person_scores(two, matrix)
    assert two.loglik is not None
    assert marginal.loglik is not None
    return {
        "irt2pl.a": [item.a for item in two.items],
        "irt2pl.d": [item.d for item in two.items],
        "irt2pl.b": [item.b for item in two.items],
        "irt2pl.loglik": two.loglik,
        "irt2pl.se_a": [item.se_a for item in two.items],
        "rasch_mml.b": [item.difficulty for item in marginal.items],
        "rasch_mml.theta_variance": marginal.theta_variance,
        "rasch_mml.loglik": marginal.loglik,
        "rasch_cml.b_centered": [item.difficulty for item in conditional.items],
        "lr_2pl_vs_rasch": 2 * (two.loglik - marginal.loglik),
        "irt2pl.eap_theta_first10": list(eap.theta[:10]),
        "irt2pl.eap_se_first10": list(eap.se[:10]),
        "irt2pl.empirical_reliability": eap.reliability.value,
    }
