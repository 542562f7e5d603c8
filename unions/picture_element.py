"""A stored picture as an element of a page: AVIF first, as wide as its place, never moving what stands beside it."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

from unions.files import PictureFile

# Screens have up to three dots for one of the page's; what is wider than that is never asked for.
DENSEST = 3


def picture_element(
    file: PictureFile, *, alt: str, sizes: str, css_class: str = "", language: str = "", is_first: bool = False
) -> SafeString:
    """`sizes` says how wide its place is, as the attribute of that name does; only the first picture of a page hurries.

    Lengths are in px: there a rem is the browser's, and not that of our style sheet.
    """
    copies = fitting(file.copies, sizes)
    source = ""
    if copies:
        offered = ", ".join(f"{url} {width}w" for url, width in copies)
        source = format_html('<source type="image/avif" srcset="{}" sizes="{}">', offered, sizes)
    size = format_html(' width="{}" height="{}"', *file.dimensions) if file.dimensions else ""
    image = format_html(
        '<img{} src="{}"{} alt="{}"{}{}>',
        format_html(' class="{}"', css_class) if css_class else "",
        file.usual_url,
        size,
        alt,
        format_html(' lang="{}"', language) if language else "",
        HURRIES if is_first else WAITS,
    )
    return format_html("<picture>{}{}</picture>", source, image) if source else image


HURRIES = SafeString(' fetchpriority="high"')
WAITS = SafeString(' loading="lazy" decoding="async"')


def fitting(copies: list[tuple[str, int]], sizes: str) -> list[tuple[str, int]]:
    """The copies that a place may need: for one of fixed width no more than its densest screen shows."""
    fixed = re.fullmatch(r"([0-9]+)px", sizes)
    if fixed is None:
        return copies
    needed = int(fixed[1]) * DENSEST
    enough = next((place for place, (_url, width) in enumerate(copies) if width >= needed), len(copies))
    return copies[: enough + 1]
