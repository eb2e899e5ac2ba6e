from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "assessments"
    verbose_name = _("Assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.services import privacy
        from assessments.services import privacy_admissions as admissions
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
        for model, export, erase in (
            ("Accommodation", admissions.export_accommodations, admissions.erase_accommodations),
            ("AudienceMember", admissions.export_memberships, admissions.erase_memberships),
            ("DeliveryChange", admissions.export_changes, admissions.keep),
            ("Item", admissions.export_items, admissions.keep),
            ("Regrade", admissions.export_regrades, admissions.keep),
        ):
            register_personal_data(f"assessments.{model}", export=export, erase=erase)
        register_merge("assessments", conflicts=privacy.merge_conflicts, move=privacy.merge_move)
