"""Pictures that unpack to very much are refused in words, as Wagtail refuses those that are merely large."""

from typing import Any

from django.core.exceptions import ValidationError
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField


def harden() -> None:
    """Let the library's own refusal, an error that nobody expects, be one of the form."""
    check = WagtailImageField.check_image_pixel_size

    def check_image_pixel_size(field: WagtailImageField, file: Any) -> None:
        try:
            check(field, file)
        except DecompressionBombError as error:
            limit = field.max_image_pixels
            said = field.error_messages["file_too_many_pixels"] % {
                "num_pixels": f"> {limit}",
                "max_pixels_count": limit,
            }
            raise ValidationError(said, code="file_too_many_pixels") from error

    WagtailImageField.check_image_pixel_size = check_image_pixel_size
