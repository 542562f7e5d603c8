"""The narrower copies of a stored picture: which there are, what they are called and how they are made.

All of it follows from the picture's name and from the steps of its field, so a page offers them without asking a disk
or a database. docs/decisions/0017-pictures.md tells why they are what they are.
"""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from PIL import Image, features

log = logging.getLogger(__name__)

# Widths in dots: of photographs, and of what is never shown larger than a stamp.
STEPS = [320, 640, 960, 1280]
SMALL_STEPS = [96, 192, 384]
ALL_STEPS = sorted({*STEPS, *SMALL_STEPS})

# A copy with more dots, or with a longer side, would take longer to make than it is worth.
LARGEST = 3_000_000
LONGEST_SIDE = 8_192

AVIF, WEBP = "avif", "webp"
# One thread only: the other processors go on answering readers.
ENCODING = {
    AVIF: {"quality": 57, "speed": 9, "max_threads": 1},
    WEBP: {"quality": 75, "method": 2},
}
SIZE = re.compile(r"-(\d+)x(\d+)\.\w+$")
COPY = re.compile(r"w([0-9]{1,4})\.(avif|webp)")


def dimensions(name: str) -> tuple[int, int] | None:
    """Width and height in dots of a stored picture, told by its name; None for a name that does not tell."""
    size = SIZE.search(name)
    return (int(size[1]), int(size[2])) if size else None


def widths(name: str, steps: list[int]) -> list[int]:
    """Widths of the copies beside a picture: the steps that are narrower than it, and its own where that is one."""
    size = dimensions(name)
    if not size or not all(size):
        return []
    width, height = size
    found = [step for step in steps if step < width] + [width] * (width <= steps[-1])
    return [step for step in found if is_bearable(step, round(height * step / width))]


def is_bearable(width: int, height: int) -> bool:
    return width * height <= LARGEST and max(width, height) <= LONGEST_SIDE


def copy_name(name: str, width: int, kind: str) -> str:
    """The name of the copy that lies in the folder of the picture."""
    folder, slash, _file = name.rpartition("/")
    return f"{folder}{slash}w{width}.{kind}"


def usual_width(name: str, steps: list[int]) -> int | None:
    """The width of the copy for browsers that do not read AVIF or do not choose: the widest up to the second step."""
    return max((width for width in widths(name, steps) if width <= steps[1]), default=None)


def stand_ins(name: str, path: str) -> list[str]:
    """What to show in place of a copy that is not there: WebP, as wide or wider, at last the picture itself."""
    asked = COPY.fullmatch(PurePosixPath(path).name)
    own = dimensions(name)
    # No other width was ever offered, and countless addresses for one picture would only fill memories.
    if asked is None or own is None or int(asked[1]) not in {*ALL_STEPS, own[0]}:
        return []
    width = int(asked[1])
    wider = [step for step in ALL_STEPS if step > width]
    return [*(copy_name(name, step, WEBP) for step in [width, *wider]), name]


def make_copies(picture: Image.Image, name: str, steps: list[int]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the copies of a picture.

    The usual width is there as WebP, and as AVIF where that is smaller: mostly photographs are, drawings are not. The
    other widths are there as the smaller of the two. What cannot be made is left out: a page shows what there is.
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
