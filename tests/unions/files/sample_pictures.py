"""Pictures as people send them, made when they are needed: four fields of colour, in every mode and format."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin

WIDTH, HEIGHT = 96, 64
# Top left, top right, bottom left, bottom right.
COLOURS = [(200, 30, 40), (20, 150, 60), (30, 60, 190), (240, 220, 180)]
PLACES = [(WIDTH // 4, HEIGHT // 4), (3 * WIDTH // 4, HEIGHT // 4)]
PLACES += [(x, 3 * HEIGHT // 4) for x, _y in PLACES]

# Colours of red, green and blue at full strength in CIE XYZ under D50.
SRGB = [(0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)]
DISPLAY_P3 = [(0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)]
ADOBE_RGB = [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)]


def fields(colours: list[Any], mode: str = "RGB") -> Image.Image:
    picture = Image.new(mode, (WIDTH, HEIGHT))
    for (x, y), colour in zip(PLACES, colours, strict=True):
        left, top = (0 if x < WIDTH // 2 else WIDTH // 2), (0 if y < HEIGHT // 2 else HEIGHT // 2)
        picture.paste(colour, (left, top, left + WIDTH // 2, top + HEIGHT // 2))
    return picture


def greys(colours=COLOURS) -> list[tuple[int, int, int]]:
    return [(value, value, value) for value in (round(0.299 * r + 0.587 * g + 0.114 * b) for r, g, b in colours)]


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def turned(orientation: int) -> Image.Image:
    """The fields as a camera stores them that was held in this way."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    picture = fields(COLOURS)
    return picture.transpose(undo[orientation]) if orientation in undo else picture


def exif(orientation: int) -> Image.Exif:
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "camera"
    notes.get_ifd(0x8825)[1] = "N"
    return notes


# Colour profiles


def profile(name: str, primaries: list[tuple[float, float, float]] | None, gamma: float) -> bytes:
    """An ICC profile of primary colours and a gamma, or of grey and a gamma."""

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(values) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(number, values))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = name.encode() + b"\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 80,
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": xyz((0.9642, 1.0, 0.8249)),
    }
    if primaries:
        for letter, values in zip("rgb", primaries, strict=True):
            tags[f"{letter}XYZ".encode()] = xyz(values)
            tags[f"{letter}TRC".encode()] = curve
    else:
        tags[b"kTRC"] = curve
    table, body = b"", b""
    offset = 128 + 4 + 12 * len(tags)
    for sign, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        table += sign + struct.pack(">II", offset + len(body), len(content))
        body += content
    space = b"RGB " if primaries else b"GRAY"
    head = struct.pack(">I4sI", offset + len(body), b"lcms", 0x02400000) + b"mntr" + space + b"XYZ "
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += b"".join(map(number, (0.9642, 1.0, 0.8249))) + b"\0" * 48
    return head + struct.pack(">I", len(tags)) + table + body


def in_space(colour, primaries, gamma: float) -> tuple[int, ...]:
    """A colour of the screen as the numbers of another space, by the definition of both."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
    light = [sum(linear[i] * SRGB[i][k] for i in range(3)) for k in range(3)]
    rows = [[primaries[i][k] for i in range(3)] + [light[k]] for k in range(3)]
    for i in range(3):
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(3):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return tuple(round(255 * min(max(row[3], 0), 1) ** (1 / gamma)) for row in rows)


def in_profile(name: str, primaries, gamma: float, kind: str, **options) -> bytes:
    picture = fields([in_space(colour, primaries, gamma) for colour in COLOURS])
    return saved(picture, kind, icc_profile=profile(name, primaries, gamma), **options)


# Formats that Pillow opens, but does not write


def png(colour_type: int, depth: int, row: Callable[[int], bytes], *chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(sign: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + sign + content + struct.pack(">I", zlib.crc32(sign + content))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour_type, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row(y) for y in range(HEIGHT)))
    parts = [(b"IHDR", header), *chunks, (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def deep_row(values: Callable[[tuple[int, int, int]], list[int]]) -> Callable[[int], bytes]:
    """Rows of sixteen bits a channel."""

    def row(y: int) -> bytes:
        pair = COLOURS[:2] if y < HEIGHT // 2 else COLOURS[2:]
        halves = [struct.pack(f">{len(values(c))}H", *values(c)) * (WIDTH // 2) for c in pair]
        return b"".join(halves)

    return row


def deep_grey(scale: float, mode: str) -> Image.Image:
    values = [grey[0] * scale for grey in greys()]
    return fields([values[i] if mode == "F" else round(values[i]) for i in range(4)], mode)


def reversed_grey(depth: int) -> bytes:
    """A scan in which nought is white."""
    order = [255 - grey[0] for grey in greys()]
    mode, scale = ("L", 1) if depth == 8 else ("I;16", 257)
    notes = TiffImagePlugin.ImageFileDirectory_v2()
    content = bytearray(saved(fields([value * scale for value in order], mode), "TIFF", tiffinfo=notes))
    # The word after the tag PhotometricInterpretation: 1 is black at nought.
    place = content.index(struct.pack("<HHI", 262, 3, 1)) + 8
    content[place : place + 2] = struct.pack("<H", 0)
    return bytes(content)


def moving(kind: str, frames: int = 3) -> bytes:
    pictures = [fields(COLOURS[i:] + COLOURS[:i]) for i in range(frames)]
    options = {"duration": 100, "loop": 0} if kind != "TIFF" else {}
    return saved(pictures[0], kind, save_all=True, append_images=pictures[1:], **options)


def with_clear_corner(mode: str = "RGBA") -> Image.Image:
    return fields([(*colour, 255) for colour in COLOURS[:3]] + [(*COLOURS[3], 0)], "RGBA").convert(mode)


def palette(is_transparent: bool) -> tuple[Image.Image, dict]:
    picture = fields([0, 1, 2, 3], "P")
    picture.putpalette([value for colour in COLOURS for value in colour])
    return picture, {"transparency": 3} if is_transparent else {}


def taken() -> Iterator[tuple[str, bytes, list, bool]]:
    """Name, content, the four colours that it shows, and whether its last field is transparent."""
    rgb, grey = fields(COLOURS), fields([g[0] for g in greys()], "L")
    black_white = [(0, 0, 0), (255, 255, 255), (255, 255, 255), (0, 0, 0)]
    yield "JPEG", saved(rgb, "JPEG", quality=95), COLOURS, False
    yield "progressive JPEG", saved(rgb, "JPEG", quality=95, progressive=True), COLOURS, False
    yield "grey JPEG", saved(grey, "JPEG", quality=95), greys(), False
    yield (
        "JPEG for printing (CMYK, inverted as Adobe does)",
        saved(rgb.convert("CMYK"), "JPEG", quality=95),
        COLOURS,
        False,
    )
    yield "JPEG less its last byte", saved(rgb, "JPEG", quality=95)[:-1], COLOURS, False
    yield "JPEG with bytes after its end", saved(rgb, "JPEG", quality=95) + b"\0" * 500, COLOURS, False
    for orientation in range(1, 9):
        content = saved(turned(orientation), "JPEG", quality=95, exif=exif(orientation))
        yield f"JPEG held in way {orientation}", content, COLOURS, False
    yield (
        "JPEG with a damaged note of its camera",
        saved(rgb, "JPEG", quality=95, exif=b"Exif\0\0MM\0*\xff\xff"),
        COLOURS,
        False,
    )
    second = fields(COLOURS[::-1])
    yield (
        "JPEG with a second picture (MPO)",
        saved(rgb, "MPO", save_all=True, append_images=[second], quality=95),
        COLOURS,
        False,
    )
    yield "JPEG in Display P3", in_profile("Display P3", DISPLAY_P3, 2.2, "JPEG", quality=95), COLOURS, False
    yield "PNG in Adobe RGB", in_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875, "PNG"), COLOURS, False
    yield "TIFF in Display P3", in_profile("Display P3", DISPLAY_P3, 2.2, "TIFF"), COLOURS, False
    linear = in_profile("sRGB, but linear", SRGB, 1.0, "PNG")
    yield "PNG in a linear space named like sRGB", linear, COLOURS, False
    clear_p3 = fields([(*in_space(c, DISPLAY_P3, 2.2), 0 if i == 3 else 255) for i, c in enumerate(COLOURS)], "RGBA")
    yield (
        "transparent PNG in Display P3",
        saved(clear_p3, "PNG", icc_profile=profile("P3", DISPLAY_P3, 2.2)),
        COLOURS,
        True,
    )
    steep = fields([round(255 * screen_light(g[0]) ** (1 / 1.4)) for g in greys()], "L")
    yield "grey PNG with a profile", saved(steep, "PNG", icc_profile=profile("grey", None, 1.4)), greys(), False
    steep_clear = Image.merge("LA", (steep, with_clear_corner().getchannel("A")))
    yield (
        "grey transparent PNG with a profile",
        saved(steep_clear, "PNG", icc_profile=profile("grey", None, 1.4)),
        greys(),
        True,
    )
    wrong = saved(rgb, "PNG", icc_profile=profile("grey", None, 1.4))
    yield "PNG with the profile of another mode", wrong, COLOURS, False
    yield "PNG of one bit", saved(fields([0, 255, 255, 0], "L").convert("1"), "PNG"), black_white, False
    yield "PNG, grey", saved(grey, "PNG"), greys(), False
    yield "PNG, grey and transparent", saved(with_clear_corner("LA"), "PNG"), greys(), True
    for is_clear in (False, True):
        picture, options = palette(is_clear)
        yield f"PNG with a palette, transparent: {is_clear}", saved(picture, "PNG", **options), COLOURS, is_clear
        yield f"GIF, transparent: {is_clear}", saved(picture, "GIF", **options), COLOURS, is_clear
    picture, _options = palette(False)
    yield "PNG with a palette of transparencies", saved(picture, "PNG", transparency=b"\xff\xff\xff\0"), COLOURS, True
    yield "PNG", saved(rgb, "PNG"), COLOURS, False
    yield "PNG with one transparent colour", saved(rgb, "PNG", transparency=COLOURS[3]), COLOURS, True
    yield "grey PNG with one transparent value", saved(grey, "PNG", transparency=greys()[3][0]), greys(), True
    yield "PNG, transparent", saved(with_clear_corner(), "PNG"), COLOURS, True
    yield "PNG that lies on its side", saved(turned(6), "PNG", exif=exif(6)), COLOURS, False
    yield "PNG, sixteen bits of grey", png(0, 16, deep_row(lambda c: [greys([c])[0][0] * 257])), greys(), False
    yield (
        "PNG, sixteen bits of grey, one value transparent",
        png(0, 16, deep_row(lambda c: [greys([c])[0][0] * 257]), (b"tRNS", struct.pack(">H", greys()[3][0] * 257))),
        greys(),
        True,
    )
    yield "PNG, sixteen bits of colour", png(2, 16, deep_row(lambda c: [v * 257 for v in c])), COLOURS, False
    deep_clear = deep_row(lambda c: [*(v * 257 for v in c), 0 if c == COLOURS[3] else 65535])
    yield "PNG, sixteen bits, transparent", png(6, 16, deep_clear), COLOURS, True
    deep_grey_clear = deep_row(lambda c: [greys([c])[0][0] * 257, 0 if c == COLOURS[3] else 65535])
    yield "PNG, sixteen bits of grey, transparent", png(4, 16, deep_grey_clear), greys(), True
    light = [tuple(round(65535 * (v / 255) ** (0.55556 / 0.45455)) for v in colour) for colour in COLOURS]
    named = dict(zip(COLOURS, light, strict=True))
    gamma = (b"gAMA", struct.pack(">I", 55_556))
    yield (
        "PNG that names the gamma of old computers",
        png(2, 16, deep_row(lambda c: list(named[c])), gamma),
        COLOURS,
        False,
    )
    yield "WebP", saved(rgb, "WEBP", quality=95), COLOURS, False
    yield "WebP without loss, transparent", saved(with_clear_corner(), "WEBP", lossless=True, exact=True), COLOURS, True
    yield "WebP that lies on its side", saved(turned(8), "WEBP", quality=95, exif=exif(8)), COLOURS, False
    yield "AVIF", saved(rgb, "AVIF", quality=95), COLOURS, False
    yield "AVIF, transparent", saved(with_clear_corner(), "AVIF", quality=95), COLOURS, True
    yield "AVIF that lies on its side", saved(turned(6), "AVIF", quality=95, exif=exif(6)), COLOURS, False
    yield "BMP", saved(rgb, "BMP"), COLOURS, False
    yield "BMP with a palette", saved(palette(False)[0], "BMP"), COLOURS, False
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        yield f"TIFF ({compression})", saved(rgb, "TIFF", compression=compression), COLOURS, False
    yield "TIFF, CMYK", saved(rgb.convert("CMYK"), "TIFF"), COLOURS, False
    lab = ImageCms.profileToProfile(
        rgb, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    yield "TIFF, LAB", saved(lab, "TIFF"), COLOURS, False
    yield "TIFF, transparent", saved(with_clear_corner(), "TIFF"), COLOURS, True
    yield "TIFF upside down", saved(turned(3), "TIFF", exif=exif(3)), COLOURS, False
    yield (
        "TIFF of one bit",
        saved(fields([0, 255, 255, 0], "L").convert("1"), "TIFF", compression="group4"),
        black_white,
        False,
    )
    yield "TIFF, sixteen bits", saved(deep_grey(257, "I;16"), "TIFF"), greys(), False
    yield "TIFF, sixteen bits of the other order", saved(deep_grey(257, "I;16B"), "TIFF"), greys(), False
    yield "TIFF, whole numbers", saved(deep_grey(257, "I"), "TIFF"), greys(), False
    yield "TIFF, fractions", saved(deep_grey(1 / 255, "F"), "TIFF"), greys(), False
    yield "TIFF, fractions up to 255", saved(deep_grey(1, "F"), "TIFF"), greys(), False
    yield "TIFF in which nought is white", reversed_grey(8), greys(), False
    yield "TIFF in which nought is white, sixteen bits", reversed_grey(16), greys(), False


def screen_light(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def refused() -> Iterator[tuple[str, bytes, str]]:
    """Name, content, and the code of the refusal."""
    rgb = fields(COLOURS)
    for kind in ("GIF", "WEBP", "PNG", "AVIF"):
        yield f"moving {kind}", moving(kind), "picture_moves"
    yield "GIF of many frames", moving("GIF", 200), "picture_moves"
    yield "TIFF of three pages", moving("TIFF"), "picture_pages"
    for kind in ("PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP"):
        content = saved(rgb, kind, **({"lossless": True} if kind == "WEBP" else {}))
        yield f"half a {kind}", content[: len(content) // 2], "picture_damaged"
    content = saved(rgb, "JPEG", quality=95)
    yield "half a JPEG", content[: len(content) // 2], "picture_damaged"
    yield "JPEG less two bytes", content[:-2], "picture_damaged"
    yield "JPEG of zeros after its head", content[:200] + b"\0" * 2000, "picture_damaged"
    yield "180 million pixels", saved(Image.new("1", (15_000, 12_000)), "PNG"), "picture_pixels"
    yield "a line of 40 million pixels", saved(Image.new("1", (40_000_000, 1)), "PNG"), "picture_pixels"
    yield "a strip", saved(Image.new("1", (31_000, 10)), "PNG"), "picture_pixels"
    yield "HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100, "picture_content"
    yield "SVG", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "picture_content"
    yield "PDF", b"%PDF-1.4\n%%EOF\n", "picture_content"
    yield "film", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 100, "picture_content"
    yield "page that calls itself a picture", b"<html><script>x()</script></html>", "picture_content"
    yield "nothing", b"", "picture_content"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "0" * 200_000_000, zip=True)
    yield "PNG with a bomb in its comment", saved(rgb, "PNG", pnginfo=text), "picture_damaged"
