"""What stands at the head of a union's pages: its emblem, or its initials drawn in its colour."""

import re
from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape

from unions.institution.colours import palette
from unions.models import Emblem, Union
from unions.text.turkish import upper

if TYPE_CHECKING:
    from unions.models import UnionName

MOST_INITIALS = 3
# Words that the initials of a name leave out.
SMALL_WORDS = {"ve", "ile", "of", "the", "and", "for"}
INITIALS = re.compile(r"[A-ZÇĞİÖŞÜÂÎÛ]{1,3}")


def initials_of(name: str) -> str:
    """At most three letters for a name: those of its words, without “ve”."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in SMALL_WORDS]
    letters = "".join(upper(word)[0] for word in words)[:MOST_INITIALS]
    return letters if INITIALS.fullmatch(letters) else "B"


def drawing_of(hue: int, initials: str) -> str:
    """The initials in the deep accent of a hue, as SVG; on a light ground, since the band around it is deep."""
    colours = palette(hue).light
    size = {1: 58, 2: 44, 3: 33}[len(initials)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<path fill="{colours.tint}" d="M0 0h100v100h-100z"/>'
        f'<path fill="{colours.accent_rule}" d="M0 86h100v14h-100z"/>'
        f'<text x="50" y="{43 + size * 0.36:.0f}" text-anchor="middle" font-family="Segoe UI,Roboto,Arial,sans-serif" '
        f'font-weight="700" font-size="{size}" fill="{colours.accent_hover}">{escape(initials)}</text></svg>'
    )


def emblem_url(union: Union, name: "UnionName | None", stored: str = "") -> str:
    """The address of the emblem: of the file stored, of the mark chosen, or of the initials."""
    if stored and (picture := Emblem(union=union, picture=stored).picture).is_there:
        return str(picture.usual_url)
    if union.mark != Union.Mark.PLAIN:
        return static(f"img/{union.mark}.svg")
    initials = initials_of((name.name_tr or name.name) if name else union.code)
    return reverse("drawn_emblem", kwargs={"hue": union.accent_hue, "initials": initials})
