"""Two hues per union, made into all the colours of its site.

The accent is for areas, links and controls, the second hue for small signs: dates, dots. The
editor chooses both; the lightness of every colour is calculated from its contrast, so that no
union can choose an unreadable site. The colours are perceptual (OKLCH): the same step of
lightness looks the same in green and in turquoise, which HSL does not offer.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

# WCAG 2.2: 1.4.6 for what is read at length, 1.4.3 for any text, 1.4.11 for edges and focus.
TEXT_AT_LENGTH = 7.0
TEXT = 4.5
EDGE = 3.0

# Slightly more than the rule requires, so that rounding in a browser cannot fall below it.
RESERVE = 0.05
COLOUR_CODE = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# Less colour than this nobody sees.
LEAST_CHROMA = 0.02


@dataclass(frozen=True)
class Scheme:
    """The colours of one appearance, light or dark, as hexadecimal sRGB."""

    paper: str
    surface: str
    tint: str
    hairline: str
    edge: str
    ink: str
    ink_quiet: str
    accent: str
    accent_hover: str
    accent_fill: str
    accent_rule: str
    on_accent: str
    focus: str
    # The darkest area of the accent: head, foot, and the map of the home page.
    deep: str
    on_deep: str
    deep_edge: str
    # The second hue at its fullest, and what is written on it; as a text on paper; as a sign on the darkest area.
    second: str
    on_second: str
    second_text: str
    second_on_deep: str

    @property
    def grounds(self) -> list[str]:
        """The colours that text may stand on."""
        return [self.paper, self.surface, self.tint]


@dataclass(frozen=True)
class Palette:
    """All colours that follow from the two hues."""

    hue: int
    second: int
    light: Scheme
    dark: Scheme


@cache
def palette(hue: int, second: int | None = None) -> Palette:
    """The colours for hues of the OKLCH circle in whole degrees; ValueError says why not."""
    second = hue if second is None else second
    if not (_is_hue(hue) and _is_hue(second)):
        raise ValueError(_("Enter the hue as a whole number of degrees from 0 to 359."))
    return Palette(hue=hue, second=second, light=_scheme(hue, second, LIGHT), dark=_scheme(hue, second, DARK))


def stylesheet(hue: int, second: int | None = None) -> str:
    """The custom properties of both hues. Screen only for the dark ones: nobody prints on black."""
    colours = palette(hue, second)
    return (
        "@layer tokens{"
        f":root{{{_declarations(colours.light)}}}"
        "@media screen and (prefers-color-scheme:dark){"
        f":root{{{_declarations(colours.dark)}}}"
        "}}\n"
    )


def hue_in(typed: object) -> object:
    """The hue of a colour code that somebody has, “#ffee00”; whatever is no such code is left as it is.

    Raises ValueError for grey, black and white, which have none. How light the colour is does not count: each shade
    of the site is made as dark as its contrast asks.
    """
    code = COLOUR_CODE.fullmatch(str(typed).strip())
    if code is None:
        return typed
    letters = code[1] if len(code[1]) == 6 else "".join(2 * letter for letter in code[1])
    a, b = _on_the_wheel(f"#{letters}")
    if math.hypot(a, b) < LEAST_CHROMA:
        raise ValueError(
            _("“%(colour)s” is grey, black or white and has no hue. Choose a colour of the union's emblem.")
            % {"colour": str(typed).strip()}
        )
    return round(math.degrees(math.atan2(b, a))) % 360


def _is_hue(hue: object) -> bool:
    return isinstance(hue, int) and not isinstance(hue, bool) and 0 <= hue <= 359


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two hexadecimal colours, 1 to 21."""
    darker, lighter = sorted([_luminance(one), _luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def darkest_needed(hue: int, chroma: float, grounds: list[str], ratio: float) -> str:
    """The lightest colour of a hue that still reads at this ratio on every light ground."""
    return _search(hue, chroma, grounds, ratio, near=1.0, far=0.0)


def lightest_needed(hue: int, chroma: float, grounds: list[str], ratio: float) -> str:
    """The darkest colour of a hue that still reads at this ratio on every dark ground."""
    return _search(hue, chroma, grounds, ratio, near=0.0, far=1.0)


def colour(lightness: float, chroma: float, hue: float) -> str:
    """An OKLCH colour as hexadecimal sRGB; chroma gives way where a screen cannot show it."""
    if not _is_shown(lightness, chroma, hue):
        low, high = 0.0, chroma
        for _step in range(10):
            middle = (low + high) / 2
            if _is_shown(lightness, middle, hue):
                low = middle
            else:
                high = middle
        chroma = low
    channels = [_encoded(channel) for channel in _linear(lightness, chroma, hue)]
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


class Tones(NamedTuple):
    """How light and how full of colour each part of one appearance is, in its hue: pairs are lightness and chroma.

    Where the lightness follows from a contrast, only the chroma is given, or the chroma with the contrast.
    """

    # The colour nearest to the grounds that can still be read on them.
    needed: Callable[[int, float, list[str], float], str]
    paper: tuple[float, float]
    surface: tuple[float, float]
    tint: tuple[float, float]
    hairline: tuple[float, float]
    edge: float
    ink: tuple[float, float]
    ink_quiet: tuple[float, float]
    accent: float
    accent_hover: tuple[float, float]
    accent_rule: tuple[float, float]
    on_accent: tuple[float, float]
    focus: tuple[float, float]
    deep: tuple[float, float]
    on_deep: tuple[float, float]
    second_text: float


LIGHT = Tones(
    needed=darkest_needed,
    paper=(0.992, 0.003),
    surface=(0.966, 0.008),
    tint=(0.942, 0.026),
    hairline=(0.885, 0.012),
    edge=0.02,
    ink=(0.215, 0.018),
    ink_quiet=(0.018, 5.6),
    accent=0.115,
    accent_hover=(0.115, 10.5),
    accent_rule=(0.14, EDGE),
    on_accent=(0.992, 0.003),
    focus=(0.2, TEXT),
    deep=(0.36, 0.09),
    on_deep=(0.985, 0.008),
    second_text=0.15,
)

DARK = Tones(
    needed=lightest_needed,
    paper=(0.185, 0.012),
    surface=(0.225, 0.016),
    tint=(0.275, 0.034),
    hairline=(0.335, 0.02),
    edge=0.025,
    ink=(0.935, 0.008),
    ink_quiet=(0.016, 5.6),
    accent=0.105,
    accent_hover=(0.09, 9.5),
    accent_rule=(0.12, TEXT),
    on_accent=(0.185, 0.02),
    focus=(0.14, TEXT_AT_LENGTH),
    deep=(0.29, 0.07),
    on_deep=(0.95, 0.008),
    second_text=0.14,
)


def _scheme(hue: int, second: int, tones: Tones) -> Scheme:
    grounds = [colour(*pair, hue) for pair in (tones.paper, tones.surface, tones.tint)]
    accent = tones.needed(hue, tones.accent, grounds, TEXT_AT_LENGTH)
    deep = colour(*tones.deep, hue)
    return Scheme(
        **dict(zip(["paper", "surface", "tint"], grounds, strict=True)),
        hairline=colour(*tones.hairline, hue),
        edge=tones.needed(hue, tones.edge, grounds, EDGE),
        ink=colour(*tones.ink, hue),
        ink_quiet=_readable(hue, tones.ink_quiet, grounds, tones),
        accent=accent,
        accent_hover=_readable(hue, tones.accent_hover, grounds, tones),
        accent_fill=accent,
        accent_rule=_readable(hue, tones.accent_rule, grounds, tones),
        on_accent=colour(*tones.on_accent, hue),
        focus=_readable(hue, tones.focus, grounds, tones),
        deep=deep,
        on_deep=colour(*tones.on_deep, hue),
        deep_edge=lightest_needed(hue, 0.05, [deep], EDGE),
        **_second_hue(second, grounds, deep, tones),
    )


def _second_hue(second: int, grounds: list[str], deep: str, tones: Tones) -> dict[str, str]:
    fullest = _fullest(second)
    return {
        "second": fullest,
        "on_second": _on(fullest, second),
        "second_text": tones.needed(second, tones.second_text, grounds, TEXT),
        "second_on_deep": lightest_needed(second, 0.17, [deep], 6.5),
    }


def _readable(hue: int, chroma_and_contrast: tuple[float, float], grounds: list[str], tones: Tones) -> str:
    chroma, contrast_needed = chroma_and_contrast
    return tones.needed(hue, chroma, grounds, contrast_needed)


def _fullest(hue: int) -> str:
    """The shade that shows the most colour without shouting, and can be written on: yellow is light, cobalt dark."""
    shades = {step: colour(step / 100, 0.17, hue) for step in range(42, 86, 3)}
    readable = [step for step, shade in shades.items() if contrast(_on(shade, hue), shade) >= TEXT + RESERVE]
    return shades[max(readable, key=lambda step: _chroma_shown(step / 100, hue))]


def _on(ground: str, hue: int) -> str:
    """What is written on a full colour: near-white or near-black, whichever reads better."""
    return max(colour(0.995, 0.003, hue), colour(0.12, 0.015, hue), key=lambda ink: contrast(ink, ground))


def _chroma_shown(lightness: float, hue: int) -> float:
    """How much colour a screen can show at this lightness."""
    low, high = 0.0, 0.4
    for _step in range(8):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_shown(lightness, middle, hue) else (low, middle)
    return low


def _search(hue: int, chroma: float, grounds: list[str], ratio: float, near: float, far: float) -> str:
    """Halve the distance between the lightness of the ground (near) and its opposite (far)."""

    def reads(lightness: float) -> bool:
        candidate = colour(lightness, chroma, hue)
        return all(contrast(candidate, ground) >= ratio + RESERVE for ground in grounds)

    if not reads(far):
        raise ValueError(
            _("No shade of hue %(hue)s reaches a contrast of %(ratio)s:1. Choose another hue.")
            % {"hue": hue, "ratio": ratio}
        )
    for _step in range(11):
        middle = (near + far) / 2
        if reads(middle):
            far = middle
        else:
            near = middle
    return colour(far, chroma, hue)


def _declarations(scheme: Scheme) -> str:
    return ";".join(f"--{field.name.replace('_', '-')}:{getattr(scheme, field.name)}" for field in fields(scheme))


def _luminance(colour_code: str) -> float:
    channels = [int(colour_code[start : start + 2], 16) / 255 for start in [1, 3, 5]]
    red, green, blue = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _on_the_wheel(colour_code: str) -> tuple[float, float]:
    """How far an sRGB colour is from grey, along both axes of OKLab."""
    channels = [int(colour_code[start : start + 2], 16) / 255 for start in [1, 3, 5]]
    red, green, blue = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(lightness: float, chroma: float, hue: float) -> list[float]:
    """OKLCH to linear sRGB, after Björn Ottosson's definition of OKLab."""
    angle = math.radians(hue)
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return [
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ]


def _is_shown(lightness: float, chroma: float, hue: float) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in _linear(lightness, chroma, hue))


def _encoded(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
