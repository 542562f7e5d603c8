"""The field for a union's emblem: a picture as others, or an SVG drawing of which only shapes and colours stay."""

from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

from unions.files import drawings
from unions.files.documents import refuse_larger
from unions.files.fields import PictureField
from unions.files.uploads import decoded

EMBLEM_BYTES = 2 * 1024 * 1024
LONGEST_SIDE = 4_000
# Of all points, so many have to stand out from white paper.
LEAST_SEEN = 0.005
# WCAG 1.4.11 asks 3 of an edge; an emblem has no edge to be found by, so less is taken for white only.
NEARLY_WHITE = 1.3

TOO_MANY_BYTES = _("The emblem is %(size)s; the limit is %(limit)s. Please save it smaller.")
TOO_MANY_PIXELS = _(
    "The emblem is %(width)s × %(height)s pixels; at most %(limit)s on a side are accepted. Please make it smaller."
)
WHITE = _(
    "The emblem is white, so it could not be seen on a white page. Please choose the version in colour or in black."
)


def check_emblem(upload: File) -> None:
    """Raise ValidationError unless the upload can be an emblem: read, not too large, and to be seen on white."""
    refuse_larger(upload, EMBLEM_BYTES, TOO_MANY_BYTES, code="emblem_size")
    if is_drawing(upload):
        is_white = drawings.is_white(cleaned_drawing(upload))
    else:
        picture = decoded(upload)
        if max(picture.width, picture.height) > LONGEST_SIDE:
            size = {"width": picture.width, "height": picture.height, "limit": LONGEST_SIDE}
            raise ValidationError(TOO_MANY_PIXELS, code="emblem_pixels", params=size)
        is_white = share_seen(picture.file) < LEAST_SEEN
    if is_white:
        raise ValidationError(WHITE, code="emblem_white")


def is_drawing(upload: File) -> bool:
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    return drawings.is_drawing(start)


def cleaned_drawing(upload: File) -> bytes:
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    return drawings.cleaned(content)


def share_seen(picture: IO[bytes]) -> float:
    """The share of points that stand out from white paper; of our own copy, which is safe to open."""
    picture.seek(0)
    with Image.open(picture) as image:
        small = image.convert("RGBA")
        small.thumbnail((128, 128))
    picture.seek(0)
    values = small.tobytes()
    points = [values[start : start + 4] for start in range(0, len(values), 4)]
    seen = [alpha > 40 and contrast_to_white(red, green, blue) >= NEARLY_WHITE for red, green, blue, alpha in points]
    return sum(seen) / max(1, len(seen))


def contrast_to_white(*channels: int) -> float:
    linear = [((value / 255 + 0.055) / 1.055) ** 2.4 if value > 10 else value / 255 / 12.92 for value in channels]
    return 1.05 / (sum(part * weight for part, weight in zip(linear, [0.2126, 0.7152, 0.0722], strict=True)) + 0.05)


class EmblemField(PictureField):
    """An emblem as PNG, JPEG or SVG."""

    check_upload = staticmethod(check_emblem)

    def prepare(self, upload: FieldFile) -> None:
        if is_drawing(upload.file):
            upload.file = ContentFile(cleaned_drawing(upload.file))
            upload.name = "amblem.svg"
        else:
            super().prepare(upload)
