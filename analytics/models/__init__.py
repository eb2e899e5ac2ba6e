"""What analytics keeps: certificates, files of scores waiting to be read, and figures of large programs."""

from analytics.assessing.models import BoardDecision
from analytics.certificates.models import Certificate
from analytics.models.kept_figures import KeptFigures
from analytics.models.score_files import ScoreFile
from analytics.program.models import DeviationNote, Indicator, IndicatorVersion, Target
from analytics.releases.models import (
    Release,
    ReleaseFollowUp,
    ReleaseFollowUpMember,
    ReleaseMember,
    ReleaseParticipation,
    ReleaseTable,
    ReleaseUnit,
    ReleaseWithdrawal,
)
from analytics.standards.models import StandardJudge, StandardRating, StandardRecord, StandardStudy

__all__ = [
    "BoardDecision",
    "Certificate",
    "DeviationNote",
    "Indicator",
    "IndicatorVersion",
    "KeptFigures",
    "Release",
    "ReleaseFollowUp",
    "ReleaseFollowUpMember",
    "ReleaseMember",
    "ReleaseParticipation",
    "ReleaseTable",
    "ReleaseUnit",
    "ReleaseWithdrawal",
    "ScoreFile",
    "StandardJudge",
    "StandardRating",
    "StandardRecord",
    "StandardStudy",
    "Target",
]
