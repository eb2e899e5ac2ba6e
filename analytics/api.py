"""What the composition root and the demo may use of analytics; no other app imports it."""

from analytics.certificates.services.issuing import issue_certificate, issue_certificates, revoke_certificate
from analytics.releases.publishing import publish

__all__ = ["issue_certificate", "issue_certificates", "publish", "revoke_certificate"]
