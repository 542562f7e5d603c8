"""A stored picture as an element of a page: AVIF first, as wide as its place, never moving what stands beside it."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from unions.files.fields import PictureFile

# Screens have up to three dots for one of the page's; what is wider than that is never asked for.
DENSEST = 3


def picture_element(
    file: PictureFile, *, alt: str, sizes: str, css_class: str = "", language: str = "", is_first: bool = False
) -> SafeString:
    """`sizes` says how wide its place is, as the attribute of that name does; only the first picture of a page hurries.

    Lengths are in px: there a rem is the browser's, and not that of our style sheet.
    """
    # Written by hand: a page may have forty, and a template or format_html for each would be a tenth of its cost.
    copies = copies_for(file.copies, sizes)
    source = ""
    if copies:
        offered = ", ".join([f"{url} {width}w" for url, width in copies])
        source = (
            f'<source type="image/avif" srcset="{conditional_escape(offered)}" sizes="{conditional_escape(sizes)}">'
        )
    attributes = [f' class="{conditional_escape(css_class)}"'] if css_class else []
    attributes.append(f' src="{conditional_escape(file.usual_url)}"')
    if size := file.dimensions:
        attributes.append(f' width="{size[0]}" height="{size[1]}"')
    attributes.append(f' alt="{conditional_escape(alt)}"')
    if language:
        attributes.append(f' lang="{conditional_escape(language)}"')
    attributes.append(' fetchpriority="high"' if is_first else ' loading="lazy" decoding="async"')
    image = f"<img{''.join(attributes)}>"
    # Everything that is not written here has been escaped.
    return SafeString(f"<picture>{source}{image}</picture>" if source else image)


def copies_for(copies: list[tuple[str, int]], sizes: str) -> list[tuple[str, int]]:
    """The copies that a place may need: for one of fixed width no more than its densest screen shows."""
    fixed = re.fullmatch(r"([0-9]+)px", sizes)
    if fixed is None:
        return copies
    needed = int(fixed[1]) * DENSEST
    enough = next((place for place, (_url, width) in enumerate(copies) if width >= needed), len(copies))
    return copies[: enough + 1]
