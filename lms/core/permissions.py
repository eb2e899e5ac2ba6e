"""What of a device a page may ask its browser for: nothing, unless the page says so."""

from django.http import HttpResponse

HEADER = "Permissions-Policy"
# Whatever is not named here, passkeys among it, stays as browsers have it: for this site's own pages.
FEATURES = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "midi",
    "on-device-speech-recognition",
    "payment",
    "usb",
)


def policy(*opened: str) -> str:
    """The header's value with these features for the site's own pages, and the others for nobody."""
    return ", ".join(f"{one}=({'self' if one in opened else ''})" for one in FEATURES)


def open_to(response: HttpResponse, *features: str) -> HttpResponse:
    """The same response, whose page may ask for these features."""
    response[HEADER] = policy(*features)
    return response
