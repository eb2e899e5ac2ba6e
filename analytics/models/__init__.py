"""What analytics keeps: certificates, files of scores, releases of figures, and what was handed to whom."""

from analytics.assessing.models import BoardDecision
from analytics.certificates.models import Certificate
from analytics.models.kept_figures import KeptFigures
from analytics.models.score_files import ScoreFile
from analytics.models.subscriptions import ReportSubscription
from analytics.program.models import DeviationNote, Indicator, IndicatorVersion, Target
from analytics.releases.models import (
    Release,
    ReleaseClients,
    ReleaseFollowUp,
    ReleaseFollowUpMember,
    ReleaseMember,
    ReleaseParticipation,
    ReleaseSupervised,
    ReleaseSupervisedMember,
    ReleaseTable,
    ReleaseUnit,
    ReleaseWithdrawal,
)
from analytics.restricted.models import RestrictedBundle
from analytics.standards.models import StandardJudge, StandardRating, StandardRecord, StandardStudy

__all__ = [
    "BoardDecision",
    "Certificate",
    "DeviationNote",
    "Indicator",
    "IndicatorVersion",
    "KeptFigures",
    "Release",
    "ReleaseClients",
    "ReleaseFollowUp",
    "ReleaseFollowUpMember",
    "ReleaseMember",
    "ReleaseParticipation",
    "ReleaseSupervised",
    "ReleaseSupervisedMember",
    "ReleaseTable",
    "ReleaseUnit",
    "ReleaseWithdrawal",
    "ReportSubscription",
    "RestrictedBundle",
    "ScoreFile",
    "StandardJudge",
    "StandardRating",
    "StandardRecord",
    "StandardStudy",
    "Target",
]
