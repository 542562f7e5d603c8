"""A stored picture as HTML: AVIF first, no wider than its place needs, and with its size so that nothing moves."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from unions.files.fields import PictureFile

# Screens have up to three device pixels for one CSS pixel; browsers never need a wider copy.
HIGHEST_DENSITY = 3


def picture_element(
    file: PictureFile, *, alt: str, sizes: str, css_class: str = "", language: str = "", is_first: bool = False
) -> SafeString:
    """The element for a picture; only the first picture of a page is fetched early.

    `sizes` is the attribute of that name, in px: a rem in it would be that of the browser, not of our style sheet.
    """
    # Strings are joined here, since a page may have forty pictures: templates or format_html would take a tenth of its
    # time.
    attributes = [f' class="{conditional_escape(css_class)}"'] if css_class else []
    attributes.append(f' src="{conditional_escape(file.usual_url)}"')
    if size := file.dimensions:
        attributes.append(f' width="{size[0]}" height="{size[1]}"')
    attributes.append(f' alt="{conditional_escape(alt)}"')
    if language:
        attributes.append(f' lang="{conditional_escape(language)}"')
    attributes.append(' fetchpriority="high"' if is_first else ' loading="lazy" decoding="async"')
    source, image = source_element(file, sizes), f"<img{''.join(attributes)}>"
    # Every value has been escaped.
    return SafeString(f"<picture>{source}{image}</picture>" if source else image)


def source_element(file: PictureFile, sizes: str) -> str:
    """The copies to choose from; nothing where there are none."""
    copies = copies_for(file.copies, sizes)
    if not copies:
        return ""
    srcset = ", ".join([f"{url} {width}w" for url, width in copies])
    return f'<source type="image/avif" srcset="{conditional_escape(srcset)}" sizes="{conditional_escape(sizes)}">'


def copies_for(copies: list[tuple[str, int]], sizes: str) -> list[tuple[str, int]]:
    """The copies that a place may need: for one of fixed width, none wider than the densest screens show."""
    fixed = re.fullmatch(r"([0-9]+)px", sizes)
    if fixed is None:
        return copies
    needed = int(fixed[1]) * HIGHEST_DENSITY
    last = next((index for index, (_url, width) in enumerate(copies) if width >= needed), len(copies))
    return copies[: last + 1]
