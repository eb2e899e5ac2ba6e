from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "assessments"
    verbose_name = _("Assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.services import privacy
        from lms.accounts.api import register_merge, register_personal_data

        register_personal_data(
            "assessments.Attempt", export=privacy.export_attempts, erase=privacy.erase_attempts
        )
        register_personal_data(
            "assessments.AnonymousReceipt", export=privacy.export_receipts, erase=privacy.erase_receipts
        )
        register_personal_data(
            "assessments.Rating", export=privacy.export_ratings, erase=privacy.erase_ratings
        )
        register_merge("assessments", conflicts=privacy.merge_conflicts, move=privacy.merge_move)
