"""The time zones that cohorts are held in."""

from django.utils.translation import gettext_lazy as _

ZONES = [
    ("America/Mexico_City", _("Central (Mexico City)")),
    ("America/Mazatlan", _("Pacific (Mazatlán)")),
    ("America/Hermosillo", _("Sonora (Hermosillo)")),
    ("America/Tijuana", _("Northwest (Tijuana)")),
    ("America/Ciudad_Juarez", _("Northern border (Ciudad Juárez)")),
    ("America/Matamoros", _("Northeastern border (Matamoros)")),
    ("America/Cancun", _("Southeast (Cancún)")),
]
