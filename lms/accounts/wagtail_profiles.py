"""Wagtail's own settings of a person: what was not chosen there, the account says."""

from wagtail.users.models import UserProfile

from lms.accounts.selectors.people import zone_of

_own_zone = UserProfile.get_current_time_zone


def _language(profile: UserProfile) -> str:
    language: str = profile.preferred_language or profile.user.language
    return language


def _zone(profile: UserProfile) -> str:
    zone: str = profile.current_time_zone or zone_of(profile.user) or _own_zone(profile)
    return zone


def follow_accounts() -> None:
    """Let language and time zone of the account hold in Wagtail's admin and its letters.

    Wagtail knows the language of the request and the zone of the project only: a reviewer in Tijuana
    would publish two hours late, and read letters in the language of whoever submitted a page.
    """
    UserProfile.get_preferred_language = _language
    UserProfile.get_current_time_zone = _zone
