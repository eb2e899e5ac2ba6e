"""What the composition root and the demo may use of analytics; no other app imports it."""

from analytics.certificates.services.issuing import issue_certificate, issue_certificates, revoke_certificate
from analytics.releases.publishing import publish
from analytics.restricted.services import ask as ask_bundle
from analytics.restricted.services import decide as decide_on_bundle
from analytics.services.subscriptions import start_subscription

__all__ = [
    "ask_bundle",
    "decide_on_bundle",
    "issue_certificate",
    "issue_certificates",
    "publish",
    "revoke_certificate",
    "start_subscription",
]
