"""What an uploaded picture becomes: upright, in sRGB, eight bits a channel, one frame, without metadata.

Runs in the child process of `unions.files.decoder` and needs neither Django nor the disk: a file that misleads a
decoder can take nothing with it.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageMath,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

# Named so that the formats are loaded with the module, before any job is forked.
READERS = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

MOST_PIXELS = 40_000_000
# Some formats end at about this; a longer strip is no picture of anything.
LONGEST_SIDE = 30_000
LONGEST_WEBP_SIDE = 16_383

# What is opened, and how it is stored. None: as what suits its content.
FORMATS: dict[str, str | None] = {
    "JPEG": "JPEG",
    # Telephones and cameras add second pictures to a JPEG; the first is the one that people mean.
    "MPO": "JPEG",
    "PNG": "PNG",
    "WEBP": "WEBP",
    "GIF": "PNG",
    "BMP": None,
    "TIFF": None,
    "AVIF": None,
}
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# This way a PNG picture is a tenth larger than at best, but is written in a fifteenth of the time.
STORED_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"optimize": True, "quality": 82},
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": 82, "method": 2},
}
# A drawing has fewer colours than a photograph.
COLOURS_OF_A_DRAWING = 4_096

# Profiles that say what is assumed anyway.
PLAIN_PROFILES = ("sRGB IEC61966", "sRGB built-in", "sRGB2014", "IEC 61966-2-1")
SCREEN_GAMMA = 0.45455
# Set in the notes of a picture in which nought is white.
NEGATIVE = "is_negative"

# The first bytes of what people take for a picture and we do not show: the name is used for advice.
OTHERS: list[tuple[str, Callable[[bytes], bool]]] = [
    ("heic", lambda start: start[4:8] == b"ftyp" and start[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}),
    ("svg", lambda start: b"<svg" in start.lower() or b"<!doctype svg" in start.lower()),
    ("pdf", lambda start: b"%PDF-" in start),
    ("video", lambda start: start[4:8] == b"ftyp" and start[8:12] in {b"isom", b"mp41", b"mp42", b"qt  ", b"M4V "}),
]


class PictureRefused(Exception):
    """The file cannot be shown as a picture; `reason` is one of the keys of `unions.files.refusals`."""

    def __init__(self, reason: str, **params: int | str):
        super().__init__(reason)
        self.reason = reason
        self.params = params


@dataclass
class OpenedPicture:
    """The pixels of a picture and the format in which it is stored."""

    pixels: Image.Image
    kind: str


def open_picture(file: BinaryIO) -> OpenedPicture:
    """The picture as it is stored; raises PictureRefused."""
    start = file.read(1024)
    file.seek(0)
    Image.MAX_IMAGE_PIXELS = None  # the header is checked by `check_header`, with words
    try:
        with refused_if_damaged(), opened(file) as original:
            check_header(original)
            original = loaded(original, file)
            kind = FORMATS[original.format or "JPEG"]
            pixels = as_on_a_screen(upright(original))
    except UnidentifiedImageError as error:
        raise PictureRefused(reason_for(start)) from error
    pixels.info = {}
    return OpenedPicture(pixels, kind or kind_for(pixels))


def opened(file: BinaryIO) -> Image.Image:
    # MPO is opened as the JPEG that it begins with.
    return Image.open(file, formats=[name for name in FORMATS if name != "MPO"])


@contextmanager
def refused_if_damaged() -> Iterator[None]:
    """Whatever a decoder trips over means that the file is not whole."""
    try:
        yield
    except (PictureRefused, UnidentifiedImageError):
        raise
    except MemoryError as error:
        raise PictureRefused("too_costly") from error
    except Exception as error:
        # Decoders raise OSError, SyntaxError, ValueError, struct.error, EOFError, zlib.error, KeyError and others.
        raise PictureRefused("damaged") from error


def check_header(picture: Image.Image) -> None:
    """Refuse by what the header says, so that nothing too large is decoded."""
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise PictureRefused("pixels", width=width, height=height)
    if picture.format in {"GIF", "PNG", "WEBP", "AVIF"} and getattr(picture, "is_animated", False):
        raise PictureRefused("moves")
    if picture.format == "TIFF" and (pages := getattr(picture, "n_frames", 1)) > 1:
        raise PictureRefused("pages", pages=pages)


def loaded(picture: Image.Image, file: BinaryIO) -> Image.Image:
    """The picture with all of its pixels. A JPEG of which nothing but the end of the end mark is missing is whole."""
    try:
        picture.load()
        picture.info[NEGATIVE] = picture.format == "TIFF" and getattr(picture, "tag_v2", {}).get(262) == 0
    except OSError:
        file.seek(0)
        content = file.read()
        if picture.format not in {"JPEG", "MPO"} or not content.endswith(b"\xff"):
            raise
        picture = Image.open(io.BytesIO(content + b"\xd9"), formats=["JPEG"])
        picture.load()
    return picture


def upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera says; a damaged note of the camera says nothing."""
    picture_format = picture.format
    with suppress(Exception):
        picture = ImageOps.exif_transpose(picture)
    picture.format = picture_format
    return picture


def as_on_a_screen(picture: Image.Image) -> Image.Image:
    """The picture as RGB or RGBA in sRGB, whatever mode it had."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return deep_grey(picture)
    if picture.mode == "LAB":
        return converted(picture, ImageCms.createProfile("LAB"), "LAB", "RGB") or picture.convert("L").convert("RGB")
    is_transparent = picture.has_transparency_data
    profile, gamma = picture.info.get("icc_profile"), unusual_gamma(picture)
    if picture.mode in {"1", "P", "PA", "La", "RGBa", "RGBX", "YCbCr", "HSV"}:
        picture = picture.convert("RGBA" if is_transparent else "RGB")
    if profile:
        picture = in_screen_colours(picture, profile)
    elif gamma:
        picture = with_screen_gamma(picture, gamma)
    return picture.convert("RGBA" if is_transparent else "RGB")


def deep_grey(picture: Image.Image) -> Image.Image:
    """Grey of sixteen bits, of integers or of fractions: its range is found from the format or its values."""
    is_negative = picture.info.get(NEGATIVE, False)
    clear = picture.info.get("transparency") if picture.mode.startswith("I;16") else None
    lowest, highest = (float(value) for value in cast(tuple[float, float], picture.convert("F").getextrema()))
    if picture.mode.startswith("I;16"):
        top = 65535.0
    else:
        top = next((top for top in (1.0, 255.0, 65535.0) if lowest >= 0 and highest <= top), 0.0)
        if picture.mode == "I" and top == 1.0:
            top = 255.0
    low, high = (0.0, top) if top else (lowest, highest)
    scale = 255.0 / ((high - low) or 1.0)
    values = picture.convert("F")
    # Half is added since the conversion cuts fractions off.
    grey = values.point(lambda value: value * scale + (0.5 - low * scale)).convert("L")
    if is_negative:
        grey = ImageOps.invert(grey)
    if not isinstance(clear, int):
        return grey.convert("RGB")
    grey = grey.convert("RGBA")
    grey.putalpha(ImageMath.lambda_eval(lambda names: (names["values"] != clear) * 255, values=values).convert("L"))
    return grey


def in_screen_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """Telephones take pictures in a wider colour space than sRGB; without conversion they would look faded."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if picture.mode.startswith("RGB") and ImageCms.getProfileDescription(source).startswith(PLAIN_PROFILES):
            return picture
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture
    # LittleCMS turns grey into colours, but has no word for grey with transparency.
    if picture.mode == "LA":
        grey, alpha = picture.split()
        coloured = converted(grey, source, "L", "RGB")
        if coloured is not None:
            coloured.putalpha(alpha)
        return coloured or picture
    if picture.mode in {"L", "RGB"} and picture.has_transparency_data:
        # One value is transparent: it must be known before colours change.
        return in_screen_colours(picture.convert("RGBA" if picture.mode == "RGB" else "LA"), profile)
    return converted(picture, source, picture.mode, "RGBA" if picture.mode == "RGBA" else "RGB") or picture


def converted(picture: Image.Image, source: Any, mode: str, output: str) -> Image.Image | None:
    """The picture in sRGB; None if its profile is of another kind of colours."""
    try:
        screen = ImageCms.createProfile("sRGB")
        transform = ImageCms.buildTransform(source, screen, mode, output)
        return ImageCms.applyTransform(picture, transform)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None


def unusual_gamma(picture: Image.Image) -> float | None:
    """The gamma that a PNG names, if it is another than that of screens."""
    gamma = picture.info.get("gamma")
    if picture.format != "PNG" or not isinstance(gamma, float) or "srgb" in picture.info:
        return None
    return gamma if 0.1 < gamma < 5 and abs(gamma - SCREEN_GAMMA) > 0.03 else None


def with_screen_gamma(picture: Image.Image, gamma: float) -> Image.Image:
    table = [round(255 * (value / 255) ** (SCREEN_GAMMA / gamma)) for value in range(256)]
    bands = [
        band if name == "A" else band.point(table)
        for name, band in zip(picture.getbands(), picture.split(), strict=True)
    ]
    return Image.merge(picture.mode, bands)


def kind_for(picture: Image.Image) -> str:
    """The format for a picture whose own is not stored: a drawing keeps its edges, a photograph is kept small."""
    if picture.mode == "RGBA":
        return "WEBP" if max(picture.size) <= LONGEST_WEBP_SIDE else "PNG"
    return "JPEG" if picture.getcolors(COLOURS_OF_A_DRAWING) is None else "PNG"


def encode(picture: OpenedPicture, target: BinaryIO) -> None:
    try:
        picture.pixels.save(target, picture.kind, **STORED_AS[picture.kind])
    except MemoryError as error:
        raise PictureRefused("too_costly") from error


def reason_for(start: bytes) -> str:
    """Why a file that no decoder knows is refused."""
    if not start:
        return "empty"
    if (
        start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"))
        or (start.startswith(b"RIFF") and start[8:12] == b"WEBP")
        or start[4:12] in {b"ftypavif", b"ftypavis"}
    ):
        return "damaged"
    return next((name for name, is_like in OTHERS if is_like(start)), "unknown")
