"""What analytics keeps: certificates and files of scores waiting to be read."""

from analytics.models.certificates import Certificate, CertificateFile
from analytics.models.score_files import ScoreFile

__all__ = ["Certificate", "CertificateFile", "ScoreFile"]
