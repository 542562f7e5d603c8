"""The narrower copies of a stored picture: their widths, their names and how they are made.

All of it follows from the name of the picture and the steps of its field, so a page needs neither disk nor database to
link to them. docs/decisions/0017-pictures.md has the reasons.
"""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from PIL import Image, features

log = logging.getLogger(__name__)

# Widths in pixels: of photographs, and of pictures that are only shown small.
STEPS = [320, 640, 960, 1280]
SMALL_STEPS = [96, 192, 384]
ALL_STEPS = sorted({*STEPS, *SMALL_STEPS})

# A copy with more pixels or a longer side is not worth the time it takes.
MOST_PIXELS = 3_000_000
LONGEST_SIDE = 8_192

AVIF, WEBP = "avif", "webp"
# One thread only, so that the other cores keep answering requests.
ENCODING = {
    AVIF: {"quality": 57, "speed": 9, "max_threads": 1},
    WEBP: {"quality": 75, "method": 2},
}
SIZE = re.compile(r"-(\d+)x(\d+)\.\w+$")
COPY = re.compile(r"w([0-9]{1,4})\.(avif|webp)")


def dimensions(name: str) -> tuple[int, int] | None:
    """Width and height of a stored picture in pixels, read from its name; None if the name does not have them."""
    size = SIZE.search(name)
    return (int(size[1]), int(size[2])) if size else None


def widths(name: str, steps: list[int]) -> list[int]:
    """The widths of a picture's copies: the steps narrower than it, and its own unless it is wider than all steps."""
    size = dimensions(name)
    if not size or not all(size):
        return []
    width, height = size
    candidates = [step for step in steps if step < width] + [width] * (width <= steps[-1])
    return [step for step in candidates if is_small_enough(step, round(height * step / width))]


def is_small_enough(width: int, height: int) -> bool:
    return width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE


def copy_name(name: str, width: int, kind: str) -> str:
    """The name of a copy, which is in the folder of the picture."""
    folder, slash, _file = name.rpartition("/")
    return f"{folder}{slash}w{width}.{kind}"


def usual_width(name: str, steps: list[int]) -> int | None:
    """The width for browsers that do not know AVIF or do not choose a copy: the widest up to the second step."""
    return max((width for width in widths(name, steps) if width <= steps[1]), default=None)


def stand_ins(name: str, path: str) -> list[str]:
    """What to show instead of a missing copy: WebP of that width or wider, at last the picture itself."""
    copy = COPY.fullmatch(PurePosixPath(path).name)
    size = dimensions(name)
    # No page links to other widths, and made-up addresses must not fill the page cache.
    if copy is None or size is None or int(copy[1]) not in {*ALL_STEPS, size[0]}:
        return []
    width = int(copy[1])
    wider = [step for step in ALL_STEPS if step > width]
    return [*(copy_name(name, step, WEBP) for step in [width, *wider]), name]


def make_copies(picture: Image.Image, name: str, steps: list[int]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the copies of a picture.

    The usual width is stored as WebP, and as AVIF where that is smaller, as it mostly is for photographs but not for
    drawings. The other widths are stored as the smaller of the two. A copy that cannot be made is left out.
    """
    usual = usual_width(name, steps)
    if usual is None:
        return
    copy = resize(picture, usual)
    contents = {kind: content for kind in ENCODING if (content := encode(copy, kind))}
    best = min(contents, key=lambda kind: len(contents[kind]), default="")
    for kind in {WEBP, best} & set(contents):
        yield copy_name(name, usual, kind), contents[kind]
    for width in widths(name, steps):
        if width != usual and best and (content := encode(resize(picture, width), best)):
            yield copy_name(name, width, best), content


def resize(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    size = (width, max(1, round(picture.height * width / picture.width)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def encode(picture: Image.Image, kind: str) -> bytes | None:
    if not features.check(kind):
        return None
    buffer = io.BytesIO()
    try:
        picture.save(buffer, kind.upper(), **ENCODING[kind])
    except (OSError, ValueError, RuntimeError):
        log.warning("A copy of a picture could not be made.", exc_info=True)
        return None
    return buffer.getvalue()
