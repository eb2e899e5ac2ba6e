"""The time zones that people here live in."""

from django.utils.translation import gettext_lazy as _

TIME_ZONES = [
    ("America/Mexico_City", _("Central Mexico (Mexico City)")),
    ("America/Cancun", _("Southeast (Quintana Roo)")),
    ("America/Hermosillo", _("Sonora")),
    ("America/Mazatlan", _("Pacific (Baja California Sur, Nayarit, Sinaloa)")),
    ("America/Chihuahua", _("Chihuahua")),
    ("America/Tijuana", _("Northwest (Baja California)")),
    ("America/Ciudad_Juarez", _("Ciudad Juárez")),
    ("America/Matamoros", _("Border municipalities of Tamaulipas, Nuevo León and Coahuila")),
    ("America/New_York", _("United States, East")),
    ("America/Chicago", _("United States, Central")),
    ("America/Denver", _("United States, Mountain")),
    ("America/Los_Angeles", _("United States, Pacific")),
]
