from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnalyticsConfig(AppConfig):
    name = "analytics"
    label = "analytics"
    verbose_name = _("Analytics")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from analytics import navigation, panels, personal_data
        from analytics.certificates.selectors.certificates import latest_of
        from courses.api import register_certificates, register_panel
        from lms.accounts.api import register_merge, register_nav, register_personal_data

        register_certificates(latest_of)
        register_nav(navigation.items)
        register_panel(panels.gain_by_topic)
        register_panel(panels.certificates)
        register_merge("analytics", conflicts=personal_data.merge_conflicts, move=personal_data.merge_move)
        register_personal_data(
            "analytics.Certificate",
            export=personal_data.export_certificates,
            erase=personal_data.erase_certificates,
        )
        register_personal_data(
            "analytics.ScoreFile",
            export=personal_data.export_score_files,
            erase=personal_data.erase_score_files,
        )
