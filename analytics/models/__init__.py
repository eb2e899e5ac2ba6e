"""What analytics keeps: certificates and files of scores waiting to be read."""

from analytics.certificates.models import Certificate
from analytics.models.score_files import ScoreFile

__all__ = ["Certificate", "ScoreFile"]
