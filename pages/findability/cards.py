"""The picture that stands beside a link to a page elsewhere: its title in the colours of the union.

The address holds all that the picture shows, signed: nobody but the site itself can have a text drawn in the name of a
union, and the picture of an address never changes.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from unions.caching.store import Store
from unions.files.documents import extension
from unions.institution.colours import Scheme, palette
from unions.institution.emblem import initials_of
from unions.models import Emblem, Union
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried
from unions.text.turkish import upper

WIDTH, HEIGHT = 1200, 630
MARGIN, EMBLEM, BAND = 72, 168, 18
TOUCH_ICON = 180
# Of colours in a picture; fewer, where it would be larger than what is sent.
DEPTHS = (128, 64, 32, 16)
LARGEST = 60 * 1024
LONGEST_TITLE = 200
# Letters of the title, largest first: the first size at which it fits.
SIZES = (72, 64, 56, 48, 42, 36)
MOST_LINES = 4
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
MARKS = Path(settings.BASE_DIR) / "static" / "img"

# Finished pictures by address; each has at most 60 KiB.
_drawn = Store(most=200)


@dataclass(frozen=True)
class Card:
    """What a card shows beside the look of its union."""

    title: str
    section: str
    language: str
    # Changes with the look of the union, so that the address does.
    look: str


def address_of(union: Union, title: str, section: str, language: str, emblem: str = "") -> str:
    told = [shortest(title), section, language, look_of(union, emblem)]
    return reverse("card", args=[signer(union).sign_object(told, compress=True)])


def shortest(title: str) -> str:
    return carried(title) if len(title) <= LONGEST_TITLE else carried(title[:LONGEST_TITLE]).rpartition(" ")[0] + "…"


def signer(union: Union) -> Signer:
    return Signer(salt=f"card.{union.code}", sep="~")


def look_of(union: Union, emblem: str) -> str:
    """A short word for what the union looks like: its colours, its name and the address of its emblem."""
    name = str(union.current_name)
    words = [union.accent_hue, union.sign_hue, union.mark, name, emblem]
    return hashlib.sha256("|".join(map(str, words)).encode()).hexdigest()[:8]


def card(request: UnionRequest, told: str) -> HttpResponse:
    """A card that one of the union's own pages names."""
    content = _drawn.get((request.union.pk, told))
    if content is None:
        try:
            known = signer(request.union).unsign_object(told)
            shown = Card(*known)
        except (BadSignature, TypeError, ValueError) as error:
            raise Http404("No page has this card.") from error
        with translation.override(shown.language):
            content = drawn(request.union, shown)
        _drawn.put((request.union.pk, told), content)
    return HttpResponse(content, content_type="image/png", headers=FOREVER)


def touch_icon(request: UnionRequest) -> HttpResponse:
    """The emblem on a ground of the union's colour, for the first screen of a telephone."""
    content = _drawn.get((request.union.pk, request.union.version, "icon"))
    if content is None:
        colours = palette(request.union.accent_hue, request.union.sign_hue).light
        picture = Image.new("RGB", (TOUCH_ICON, TOUCH_ICON), colours.tint)
        emblem = emblem_of(request.union, colours, TOUCH_ICON)
        picture.paste(emblem, (0, 0), emblem)
        content = encoded(picture)
        _drawn.put((request.union.pk, request.union.version, "icon"), content)
    return HttpResponse(content, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


def drawn(union: Union, card: Card) -> bytes:
    colours = palette(union.accent_hue, union.sign_hue).light
    picture = Image.new("RGB", (WIDTH, HEIGHT), colours.deep)
    draw = ImageDraw.Draw(picture)
    draw.rectangle([0, HEIGHT - BAND, WIDTH, HEIGHT], fill=colours.second)
    emblem = emblem_of(union, colours, EMBLEM)
    picture.paste(emblem, (MARGIN, HEIGHT - BAND - MARGIN - EMBLEM), emblem)
    if font_file() is not None:
        write_title(draw, card, colours)
        write_name(draw, str(union.current_name), colours)
    return encoded(picture)


def write_title(draw: ImageDraw.ImageDraw, card: Card, colours: Scheme) -> None:
    top = MARGIN
    if card.section:
        draw.text((MARGIN, top), upper(card.section, card.language), font=font(26), fill=colours.second_on_deep)
        top += 54
    room = HEIGHT - BAND - 2 * MARGIN - EMBLEM - top + 36
    for size in SIZES:
        lines = lines_of(draw, card.title, size, WIDTH - 2 * MARGIN)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.2 <= room:
            break
    lines = lines[: max(1, int(room // (size * 1.2)))]
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * size * 1.2), line, font=font(size), fill=colours.on_deep)


def write_name(draw: ImageDraw.ImageDraw, name: str, colours: Scheme) -> None:
    """The union's name beside its emblem, in the middle of its height."""
    left = MARGIN + EMBLEM + 36
    lines = lines_of(draw, name, 34, WIDTH - MARGIN - left)[:3]
    middle = HEIGHT - BAND - MARGIN - EMBLEM / 2
    for number, line in enumerate(lines):
        draw.text((left, middle + (number - len(lines) / 2) * 44), line, font=font(34), fill=colours.on_deep)


def lines_of(draw: ImageDraw.ImageDraw, text: str, size: int, width: int) -> list[str]:
    """The text in lines no wider than the room; a word that is wider is cut."""
    lines = [""]
    for word in text.split():
        while draw.textlength(word, font=font(size)) > width:
            word = word[:-2].rstrip("…") + "…"
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font(size)) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


# The emblem


def emblem_of(union: Union, colours: Scheme, size: int) -> Image.Image:
    """The stored emblem, the mark chosen, or the initials, in a square that may be transparent."""
    stored = Emblem.objects.first()
    picture = opened(stored) if stored else None
    if picture is None and union.mark != Union.Mark.PLAIN:
        with Image.open(MARKS / f"{union.mark}.png") as mark:
            picture = mark.convert("RGBA")
    if picture is None:
        return initials(union, colours, size)
    picture.thumbnail((size, size))
    square = Image.new("RGBA", (size, size))
    square.paste(picture, ((size - picture.width) // 2, (size - picture.height) // 2))
    return square


def opened(emblem: Emblem) -> Image.Image | None:
    """The picture of the emblem, which was encoded by the site itself; None for a drawing, which Pillow cannot read."""
    if extension(emblem.picture.name) == "svg":
        return None
    try:
        with emblem.picture.open("rb") as file, Image.open(file) as picture:
            return picture.convert("RGBA")
    except (OSError, UnidentifiedImageError):
        return None


def initials(union: Union, colours: Scheme, size: int) -> Image.Image:
    square = Image.new("RGBA", (size, size), colours.tint)
    draw = ImageDraw.Draw(square)
    draw.rectangle([0, round(size * 0.86), size, size], fill=colours.accent_rule)
    if font_file() is not None:
        letters = initials_of(union.current_name.name_tr)
        height = round(size * {1: 0.58, 2: 0.44, 3: 0.33}[len(letters)])
        place = (size / 2, size * 0.43)
        draw.text(place, letters, font=font(height), fill=colours.accent_hover, anchor="mm")
    return square


# Letters


@cache
def font_file() -> str | None:
    """A font of this machine that has the Turkish letters; None where there is none."""
    return next((path for path in settings.CARD_FONTS if Path(path).is_file() and writes_turkish(path)), None)


def writes_turkish(path: str) -> bool:
    try:
        letters = ImageFont.truetype(path, 24)
    except OSError:
        return False
    missing = bytes(letters.getmask("\uffff"))
    return all(bytes(letters.getmask(letter)) != missing for letter in "ğĞşŞıİçÇöÖüÜâî")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file() or "", size)


def encoded(picture: Image.Image) -> bytes:
    """As PNG with as many colours as the size allows."""
    for colours in DEPTHS:
        file = BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST:
            break
    return file.getvalue()
