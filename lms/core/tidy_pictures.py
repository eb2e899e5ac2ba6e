"""Pictures that come from outside, made small and bare: no place, no owner and no camera goes with them."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from lms.core.errors import UserError

KINDS = {"PNG": "png", "JPEG": "jpeg"}
WIDEST, TALLEST = 1_200, 1_600
MOST_PIXELS = 24_000_000
MOST_BYTES = 200 * 1024
_SAFE_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept; `kind` is png or jpeg, sizes are in pixels."""

    data: bytes
    kind: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, by which it is named."""
        return sha256(self.data).hexdigest()


def tidied(data: bytes) -> Picture:
    """The picture upright, at most 1200 × 1600 pixels and 200 kB, without anything said about it.

    What is so already stays byte for byte, so that tidying twice changes nothing. Raises UserError:
    "picture_kind", "picture_size", "picture_damaged".
    """
    try:
        with Image.open(BytesIO(data), formats=list(KINDS)) as found:
            kind = str(found.format)
            if found.width * found.height > MOST_PIXELS:
                raise UserError(_("The picture has too many pixels: make it smaller."), code="picture_size")
            found.load()
            if _is_tidy(data, found, kind):
                return Picture(data, KINDS[kind], found.width, found.height)
            return _made_anew(found, kind)
    except UnidentifiedImageError as error:
        raise UserError(_("Only PNG and JPEG pictures can be shown."), code="picture_kind") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError) as error:
        raise UserError(_("The picture is damaged and cannot be shown."), code="picture_damaged") from error


def _made_anew(found: Image.Image, kind: str) -> Picture:
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((WIDEST, TALLEST))
    if kind == "JPEG" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
    # A new one of the same pixels: whatever hung on the old one stays behind.
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette() or [])
    bare.paste(upright)
    options = {"transparency": upright.info["transparency"]} if "transparency" in upright.info else {}
    for quality in (85, 70, 55):
        out = BytesIO()
        if kind == "JPEG":
            bare.save(out, "JPEG", quality=quality, optimize=True)
        else:
            bare.save(out, "PNG", optimize=True, **options)
        if out.tell() <= MOST_BYTES:
            return Picture(out.getvalue(), KINDS[kind], bare.width, bare.height)
    limit = MOST_BYTES // 1024
    words = _("The picture is larger than %(limit)d kB even when it is made smaller. Try it as JPEG.")
    raise UserError(words % {"limit": limit}, code="picture_size")


def _is_tidy(data: bytes, found: Image.Image, kind: str) -> bool:
    small = found.width <= WIDEST and found.height <= TALLEST and len(data) <= MOST_BYTES
    return small and (_bare_png(data) if kind == "PNG" else _bare_jpeg(data))


def _bare_png(data: bytes) -> bool:
    """Whether it holds pixels alone, and nothing after them."""
    at = 8
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if name not in _SAFE_CHUNKS:
            return False
        at += 12 + length
        if name == b"IEND":
            return at == len(data)
    return False


def _bare_jpeg(data: bytes) -> bool:
    """Whether its segments before the pixels are those that drawing needs, and it ends where it says."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return data.endswith(b"\xff\xd9")
        # APP1 to APP13 and APP15 hold what cameras and programs say, COM what anybody does.
        if 0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE):
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return False
