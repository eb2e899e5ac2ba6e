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

        for label, export, erase in privacy.PERSONAL_DATA:
            register_personal_data(label, export=export, erase=erase)
        register_merge("assessments", conflicts=privacy.merge_conflicts, move=privacy.merge_move)
