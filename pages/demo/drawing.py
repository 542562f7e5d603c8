"""Pictures for the demonstration, drawn rather than taken: landscapes of Thrace and Konya, buildings, tiles, halls.

A picture follows from its scene, its hour and its number alone, so that every run draws the same ones.
"""

import io
import math
from dataclasses import dataclass

from PIL import Image, ImageDraw

SIZE = (960, 640)
# Drawn larger and made smaller: that smooths the edges.
SCALE = 2
WIDTH, HEIGHT = SIZE[0] * SCALE, SIZE[1] * SCALE

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Hour:
    """The light of a time of day."""

    sky: tuple[Colour, Colour]
    sun: Colour
    shade: float


HOURS = {
    "morning": Hour(((173, 206, 226), (253, 232, 205)), (255, 244, 214), 0.95),
    "noon": Hour(((92, 158, 214), (222, 238, 247)), (255, 250, 225), 1.0),
    "evening": Hour(((120, 106, 160), (250, 184, 128)), (255, 214, 150), 0.78),
}


def picture(scene: str, hour: str = "noon", number: int = 0) -> bytes:
    """A picture as a JPEG file."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    SCENES[scene](image, HOURS[hour], number)
    buffer = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BOX).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def shaded(colour: Colour, factor: float) -> Colour:
    return tuple(max(0, min(255, round(part * factor))) for part in colour)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    return tuple(round(one + (other - one) * share) for one, other in zip(first, second, strict=True))


def spread(number: int, step: int) -> float:
    """A number from 0 to 1 that looks like chance and is none."""
    return math.modf(abs(math.sin(number * 12.9898 + step * 78.233)) * 43758.5453)[0]


def fill_downwards(image, top: int, bottom: int, upper: Colour, lower: Colour) -> None:
    mask = Image.linear_gradient("L").resize((WIDTH, bottom - top))
    image.paste(Image.new("RGB", mask.size, upper), (0, top))
    image.paste(Image.new("RGB", mask.size, lower), (0, top), mask)


def draw_sky(image, hour, number, horizon) -> ImageDraw.ImageDraw:
    fill_downwards(image, 0, horizon, *hour.sky)
    draw = ImageDraw.Draw(image)
    # The valleys between the hills lie below the horizon.
    draw.rectangle([0, horizon, WIDTH, HEIGHT], fill=hour.sky[1])
    left, top = WIDTH * (0.15 + 0.7 * spread(number, 1)), horizon * (0.2 + 0.45 * spread(number, 2))
    for radius, share in [(118, 0.75), (92, 0.45), (66, 0)]:
        glow = mixed(hour.sun, hour.sky[1], share)
        draw.ellipse([left - radius, top - radius, left + radius, top + radius], fill=glow)
    for cloud in range(4):
        x, y = WIDTH * spread(number, 10 + cloud), horizon * (0.1 + 0.5 * spread(number, 20 + cloud))
        for puff in range(5):
            size = 40 + 46 * spread(number + puff, 30 + cloud)
            centre = x + puff * 62 - 120
            draw.ellipse(
                [centre - size * 1.6, y - size * 0.5, centre + size * 1.6, y + size * 0.5],
                fill=mixed(hour.sky[1], (255, 255, 255), 0.45),
            )
    return draw


def draw_ridge(draw, number, base, height, colour) -> None:
    """A line of hills across the picture, filled to its lower edge."""
    points = []
    for x in range(0, WIDTH + 40, 40):
        wave = math.sin(x / (310 + 90 * spread(number, 3)) + number * 1.7) + 0.45 * math.sin(x / 127 + number * 2.9)
        points.append((x, base - height * (0.55 + 0.32 * wave)))
    draw.polygon([(0, HEIGHT), *points, (WIDTH, HEIGHT)], fill=colour)


def draw_tree(draw, x, foot, height, colour, *, is_poplar=False) -> None:
    draw.rectangle([x - height * 0.03, foot - height * 0.3, x + height * 0.03, foot], fill=shaded((96, 72, 52), 0.9))
    wide = height * (0.13 if is_poplar else 0.34)
    draw.ellipse([x - wide, foot - height, x + wide, foot - height * 0.16], fill=colour)
    draw.ellipse([x - wide * 0.5, foot - height * 0.96, x + wide * 0.7, foot - height * 0.5], fill=shaded(colour, 1.12))


def sunflowers(image, hour, number) -> None:
    """A field of sunflowers that runs to the horizon."""
    horizon = round(HEIGHT * 0.44)
    draw = draw_sky(image, hour, number, horizon)
    draw_ridge(draw, number + 1, horizon + 30, 130, shaded((126, 152, 120), hour.shade))
    fill_downwards(image, horizon, HEIGHT, shaded((152, 170, 62), hour.shade), shaded((58, 98, 44), hour.shade))
    draw = ImageDraw.Draw(image)
    for row in range(16):
        depth = (row / 15) ** 1.7
        y = horizon + 16 + (HEIGHT - horizon) * depth
        size = 5 + 74 * depth
        gap = size * (2.2 + 0.7 * depth)
        for column in range(round(WIDTH / gap) + 2):
            x = (column + (row % 2) / 2) * gap + size * 0.5 * (spread(row * 50 + column, number) - 0.5)
            draw_sunflower(draw, x, y, size, hour, row + column + number)


def draw_sunflower(draw, x, y, size, hour, number) -> None:
    draw.line([x, y, x, y + size * 2.4], fill=shaded((64, 112, 48), hour.shade), width=max(2, round(size / 9)))
    petals = shaded((248, 196, 32) if number % 3 else (252, 210, 62), hour.shade)
    if size < 16:
        draw.ellipse([x - size, y - size, x + size, y + size], fill=petals)
    else:
        for petal in range(16):
            angle = math.tau * petal / 16 + number
            tip_x, tip_y = x + math.cos(angle) * size, y + math.sin(angle) * size
            radius = size * 0.24
            draw.line([x, y, tip_x, tip_y], fill=petals, width=round(size * 0.36))
            draw.ellipse([tip_x - radius, tip_y - radius, tip_x + radius, tip_y + radius], fill=petals)
    for share, brown in [(0.52, (92, 58, 26)), (0.3, (66, 40, 18))]:
        draw.ellipse(
            [x - size * share, y - size * share, x + size * share, y + size * share], fill=shaded(brown, hour.shade)
        )


def coast(image, hour, number) -> None:
    """A shore with boats."""
    horizon = round(HEIGHT * 0.42)
    draw = draw_sky(image, hour, number, horizon)
    draw_ridge(draw, number + 4, horizon + 12, 150, shaded((118, 140, 140), hour.shade))
    water = shaded((46, 122, 150), hour.shade)
    fill_downwards(image, horizon, HEIGHT, mixed(water, hour.sky[1], 0.55), water)
    draw = ImageDraw.Draw(image)
    for wave in range(150):
        x, depth = WIDTH * spread(wave, number + 5), spread(wave, number + 6) ** 1.5
        y, length = horizon + 6 + (HEIGHT - horizon) * 0.8 * depth, 30 + 150 * depth
        draw.line([x, y, x + length, y], fill=mixed(water, (255, 255, 255), 0.35), width=3 + round(6 * depth))
    for boat in range(3):
        x, y = WIDTH * (0.18 + 0.3 * boat + 0.1 * spread(number, boat)), horizon + 110 + 90 * boat
        size = 60 + 32 * boat
        hull = shaded([(172, 62, 48), (36, 74, 112), (238, 232, 220)][(boat + number) % 3], hour.shade)
        draw.polygon(
            [(x - size, y), (x + size, y), (x + size * 0.7, y + size * 0.36), (x - size * 0.7, y + size * 0.36)],
            fill=hull,
        )
        draw.line([x, y, x, y - size * 1.9], fill=(84, 66, 50), width=7)
        draw.polygon(
            [(x + 8, y - size * 1.85), (x + 8, y - 12), (x + size * 0.95, y - 12)],
            fill=mixed((255, 255, 255), hour.sky[1], 0.2),
        )
    sand = shaded((222, 198, 152), hour.shade)
    shore = [(x, HEIGHT * 0.9 + 26 * math.sin(x / 240 + number)) for x in range(0, WIDTH + 40, 40)]
    draw.polygon([(0, HEIGHT), *shore, (WIDTH, HEIGHT)], fill=sand)


def bridge(image, hour, number) -> None:
    """A long stone bridge of many arches over a slow river."""
    horizon = round(HEIGHT * 0.48)
    draw = draw_sky(image, hour, number, horizon)
    draw_ridge(draw, number + 2, horizon + 24, 190, shaded((122, 146, 104), hour.shade))
    for tree in range(9):
        draw_tree(
            draw,
            WIDTH * spread(tree, number + 8),
            horizon + 60,
            170 + 90 * spread(tree, 3),
            shaded((78, 116, 66), hour.shade),
        )
    water = shaded((84, 130, 134), hour.shade)
    fill_downwards(image, horizon + 10, HEIGHT, mixed(water, hour.sky[1], 0.4), water)
    draw = ImageDraw.Draw(image)
    stone = shaded((204, 184, 150), hour.shade)
    top, foot, arches = HEIGHT * 0.5, HEIGHT * 0.72, 7 + number % 3
    draw.rectangle([0, top, WIDTH, foot], fill=stone)
    step = WIDTH / arches
    for arch in range(arches):
        left, right = arch * step + step * 0.14, (arch + 1) * step - step * 0.14
        height = (foot - top) * 0.74
        opening = mixed(water, hour.sky[1], 0.55)
        draw.pieslice([left, foot - height, right, foot + height], 180, 360, fill=shaded(stone, 0.82))
        draw.pieslice([left + 14, foot - height + 16, right - 14, foot + height - 16], 180, 360, fill=opening)
        draw.pieslice(
            [left + 14, foot - height * 0.6, right - 14, foot + height * 0.6], 0, 180, fill=mixed(water, stone, 0.22)
        )
    for course in range(4):
        y = top + 12 + course * 14
        draw.line([0, y, WIDTH, y], fill=shaded(stone, 0.93), width=3)
    draw.rectangle([0, top - 16, WIDTH, top + 6], fill=shaded(stone, 1.06))


def fields(image, hour, number) -> None:
    """Wheat fields, a row of poplars and far mountains."""
    horizon = round(HEIGHT * 0.5)
    draw = draw_sky(image, hour, number, horizon)
    draw_ridge(draw, number + 7, horizon + 40, 300, shaded((148, 152, 172), hour.shade))
    draw_ridge(draw, number + 3, horizon + 40, 150, shaded((164, 158, 132), hour.shade))
    colours = [(222, 190, 98), (196, 170, 84), (148, 160, 84), (232, 206, 126), (178, 146, 82)]
    y = horizon
    for strip in range(7):
        lower = y + 40 + strip * 26
        colour = shaded(colours[(strip + number) % len(colours)], hour.shade)
        tilt = 50 * (spread(strip, number) - 0.5)
        draw.polygon([(0, y + tilt), (WIDTH, y - tilt), (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)
        for furrow in range(4):
            height = lower - y
            line = y + height * furrow / 4
            draw.line([0, line + tilt, WIDTH, line - tilt], fill=shaded(colour, 0.94), width=3)
        y = lower
    for tree in range(11):
        x = WIDTH * 0.08 + tree * WIDTH * 0.05 + 20 * spread(tree, number)
        draw_tree(
            draw,
            x,
            horizon + 70,
            200 + 60 * spread(tree, number + 1),
            shaded((84, 122, 70), hour.shade),
            is_poplar=True,
        )


def vineyard(image, hour, number) -> None:
    """Rows of vines down a slope towards a village."""
    horizon = round(HEIGHT * 0.38)
    draw = draw_sky(image, hour, number, horizon)
    draw_ridge(draw, number + 5, horizon + 50, 190, shaded((138, 156, 128), hour.shade))
    for house in range(8):
        x = WIDTH * (0.46 + 0.05 * house)
        y = horizon + 20 + 22 * spread(house, number)
        wall = mixed((246, 238, 222), hour.sky[1], 0.2)
        draw.rectangle([x, y, x + 74, y + 54], fill=shaded(wall, hour.shade))
        draw.polygon([(x - 8, y), (x + 37, y - 36), (x + 82, y)], fill=shaded((186, 92, 62), hour.shade))
    fill_downwards(image, horizon + 70, HEIGHT, shaded((158, 148, 96), hour.shade), shaded((126, 102, 66), hour.shade))
    draw = ImageDraw.Draw(image)
    vanish_x, vanish_y = WIDTH * 0.62, horizon + 40
    for row in range(-14, 15):
        foot = WIDTH / 2 + row * 190
        for plant in range(18):
            depth = ((plant + 1) / 18) ** 2
            x, y = vanish_x + (foot - vanish_x) * depth, vanish_y + (HEIGHT + 60 - vanish_y) * depth
            size = 6 + 54 * depth
            if y > horizon + 76:
                leaf = shaded((84, 124, 58) if (row + plant) % 2 else (98, 138, 64), hour.shade)
                draw.ellipse([x - size * 0.7, y - size, x + size * 0.7, y + size * 0.4], fill=leaf)


def town_hall(image, hour, number) -> None:
    """A town hall on its square."""
    horizon = round(HEIGHT * 0.72)
    draw = draw_sky(image, hour, number, horizon)
    walls = [(238, 222, 194), (226, 202, 186), (232, 230, 222), (214, 222, 214), (240, 214, 170)]
    wall = shaded(walls[number % len(walls)], hour.shade)
    trim, roof = shaded(wall, 0.8), shaded((168, 84, 62) if number % 2 else (112, 100, 104), hour.shade)
    for tree in range(6):
        draw_tree(
            draw,
            WIDTH * (0.04 + 0.19 * tree),
            horizon + 10,
            300 + 120 * spread(tree, number),
            shaded((86, 126, 76), hour.shade),
        )
    left, right, top = WIDTH * 0.2, WIDTH * 0.8, HEIGHT * 0.34
    draw.rectangle([left, top, right, horizon], fill=wall)
    draw.polygon([(left - 40, top), (left + 60, top - 90), (right - 60, top - 90), (right + 40, top)], fill=roof)
    floors, columns = 2 + number % 2, 8
    for floor in range(floors):
        for column in range(columns):
            x = left + (right - left) * (column + 0.5) / columns
            y = top + (horizon - top) * (floor + 0.42) / floors
            lit = (250, 222, 150) if hour.shade < 0.9 and (floor + column + number) % 3 else (92, 122, 142)
            draw.rectangle([x - 36, y - 62, x + 36, y + 56], fill=trim)
            draw.rectangle([x - 26, y - 52, x + 26, y + 46], fill=lit)
            draw.line([x, y - 52, x, y + 46], fill=trim, width=6)
    middle, half = WIDTH / 2, (right - left) * 0.13
    tower = shaded(wall, 1.05)
    draw.rectangle([middle - half, top - 150, middle + half, horizon], fill=tower)
    draw.polygon([(middle - half - 20, top - 150), (middle, top - 290), (middle + half + 20, top - 150)], fill=roof)
    draw.ellipse([middle - 58, top - 110, middle + 58, top + 6], fill=trim)
    draw.ellipse([middle - 48, top - 100, middle + 48, top - 4], fill=(250, 248, 240))
    draw.line([middle, top - 52, middle, top - 88], fill=(50, 50, 50), width=7)
    draw.line([middle, top - 52, middle + 26, top - 42], fill=(50, 50, 50), width=7)
    draw.pieslice([middle - 84, horizon - 270, middle + 84, horizon - 90], 180, 360, fill=trim)
    draw.rectangle([middle - 84, horizon - 182, middle + 84, horizon], fill=trim)
    draw.rectangle([middle - 62, horizon - 176, middle + 62, horizon], fill=shaded((96, 66, 46), hour.shade))
    fill_downwards(image, horizon, HEIGHT, shaded((206, 198, 184), hour.shade), shaded((168, 160, 148), hour.shade))
    draw = ImageDraw.Draw(image)
    for line in range(-12, 13):
        draw.line(
            [middle + line * 90, horizon, middle + line * 260, HEIGHT],
            fill=shaded((188, 180, 166), hour.shade),
            width=4,
        )
    for step in range(3):
        draw.rectangle(
            [middle - 130 - step * 26, horizon + step * 16, middle + 130 + step * 26, horizon + 16 + step * 16],
            fill=shaded((226, 220, 208), hour.shade * (1 - step * 0.05)),
        )


def tiles(image, hour, number) -> None:
    """A wall of star and cross tiles, as the Seljuks laid them."""
    palettes = [
        ((18, 96, 112), (64, 178, 178), (244, 240, 226)),
        ((28, 60, 120), (70, 150, 190), (240, 232, 214)),
        ((22, 110, 104), (206, 226, 214), (26, 66, 96)),
        ((64, 52, 110), (90, 182, 182), (246, 238, 220)),
    ]
    ground, star, line = (shaded(colour, 0.85 + hour.shade * 0.15) for colour in palettes[number % len(palettes)])
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=ground)
    size = 150 + 20 * (number % 3)
    for row in range(-1, HEIGHT // (size * 2) + 2):
        for column in range(-1, WIDTH // (size * 2) + 2):
            x, y = column * size * 2 + size, row * size * 2 + size
            glaze = mixed(star, ground, 0.22 * spread(row * 31 + column, number))
            for share, colour in [(0.98, line), (0.9, glaze), (0.5, line), (0.43, ground), (0.2, line)]:
                for turn in [0, math.pi / 4]:
                    radius = size * share
                    corners = [turn + math.pi / 4 + math.pi / 2 * corner for corner in range(4)]
                    draw.polygon(
                        [(x + math.cos(angle) * radius, y + math.sin(angle) * radius) for angle in corners], fill=colour
                    )
            for turn in range(8):
                angle = math.tau * turn / 8 + math.pi / 8
                bud_x, bud_y = x + math.cos(angle) * size * 0.6, y + math.sin(angle) * size * 0.6
                draw.ellipse([bud_x - 9, bud_y - 9, bud_x + 9, bud_y + 9], fill=line)


def portal(image, hour, number) -> None:
    """The gate of an old inn, with its stalactite vault."""
    horizon = round(HEIGHT * 0.84)
    draw = draw_sky(image, hour, number, horizon)
    stone = shaded([(214, 190, 150), (204, 178, 146), (222, 204, 172)][number % 3], hour.shade)
    draw.rectangle([0, HEIGHT * 0.4, WIDTH, horizon], fill=shaded(stone, 0.9))
    for course in range(8):
        y = HEIGHT * 0.4 + course * 70
        draw.line([0, y, WIDTH, y], fill=shaded(stone, 0.82), width=4)
        for joint in range(12):
            x = joint * 180 + (course % 2) * 90
            draw.line([x, y, x, y + 70], fill=shaded(stone, 0.82), width=4)
    middle, half, top = WIDTH / 2, 380, HEIGHT * 0.1
    draw.rectangle([middle - half, top, middle + half, horizon], fill=stone)
    for border in range(4):
        inset = 26 + border * 34
        draw.rectangle(
            [middle - half + inset, top + inset, middle + half - inset, horizon],
            outline=shaded(stone, 0.78 if border % 2 else 1.1),
            width=12,
        )
    arch = half - 170
    draw.polygon(
        [
            (middle - arch, HEIGHT * 0.52),
            (middle, top + 190),
            (middle + arch, HEIGHT * 0.52),
            (middle + arch, horizon),
            (middle - arch, horizon),
        ],
        fill=shaded(stone, 0.62),
    )
    for tier in range(6):
        count = 7 - tier
        y = HEIGHT * 0.52 - tier * 44
        for cell in range(count):
            x = middle + (cell - (count - 1) / 2) * 54
            draw.pieslice(
                [x - 27, y - 44, x + 27, y + 44], 180, 360, fill=shaded(stone, 0.7 + 0.06 * ((cell + tier) % 3))
            )
    draw.pieslice([middle - 104, horizon - 330, middle + 104, horizon - 90], 180, 360, fill=(64, 46, 34))
    draw.rectangle([middle - 104, horizon - 212, middle + 104, horizon], fill=(64, 46, 34))
    fill_downwards(image, horizon, HEIGHT, shaded((200, 180, 148), hour.shade), shaded((166, 146, 116), hour.shade))


def hall(image, hour, number) -> None:
    """A meeting hall: the platform, the screen and the rows of seats."""
    walls = [(226, 216, 202), (206, 216, 218), (222, 212, 222), (214, 220, 206)]
    wall = shaded(walls[number % len(walls)], 0.75 + hour.shade * 0.25)
    floor = round(HEIGHT * 0.56)
    fill_downwards(image, 0, floor, wall, shaded(wall, 0.88))
    fill_downwards(image, floor, HEIGHT, (150, 118, 90), (104, 80, 62))
    draw = ImageDraw.Draw(image)
    for lamp in range(6):
        x = WIDTH * (0.1 + 0.16 * lamp)
        draw.ellipse([x - 70, 40, x + 70, 70], fill=(255, 248, 226))
    for panel in range(9):
        x = WIDTH * panel / 8
        draw.line([x, 110, x, floor], fill=shaded(wall, 0.93), width=6)
    screen = [(44, 110, 130), (62, 116, 72), (120, 70, 62), (58, 78, 128)][number % 4]
    draw.rectangle([WIDTH * 0.32, HEIGHT * 0.14, WIDTH * 0.68, HEIGHT * 0.44], fill=(60, 56, 52))
    draw.rectangle(
        [WIDTH * 0.33, HEIGHT * 0.155, WIDTH * 0.67, HEIGHT * 0.425], fill=mixed(screen, (255, 255, 255), 0.8)
    )
    draw.rectangle([WIDTH * 0.36, HEIGHT * 0.19, WIDTH * 0.56, HEIGHT * 0.215], fill=screen)
    for bar in range(5):
        height = HEIGHT * (0.03 + 0.12 * spread(bar, number + 2))
        x = WIDTH * (0.38 + 0.05 * bar)
        draw.rectangle(
            [x, HEIGHT * 0.41 - height, x + WIDTH * 0.03, HEIGHT * 0.41], fill=mixed(screen, wall, 0.1 * bar)
        )
    draw.polygon(
        [(WIDTH * 0.22, floor - 6), (WIDTH * 0.78, floor - 6), (WIDTH * 0.82, floor + 46), (WIDTH * 0.18, floor + 46)],
        fill=(172, 136, 102),
    )
    draw.rectangle([WIDTH * 0.36, floor - 76, WIDTH * 0.64, floor + 8], fill=(120, 84, 58))
    draw.rectangle([WIDTH * 0.24, floor - 106, WIDTH * 0.285, floor + 12], fill=(132, 94, 66))
    seat = [(150, 48, 44), (38, 88, 98), (64, 92, 58), (74, 70, 108)][(number + 1) % 4]
    for row in range(5):
        y, size = floor + 110 + row * row * 22 + row * 34, 44 + row * 22
        for place in range(-9, 10):
            if place:
                x = WIDTH / 2 + place * size * 1.7 + (size * 0.6 if place > 0 else -size * 0.6)
                draw.rounded_rectangle(
                    [x - size * 0.7, y - size, x + size * 0.7, y + size * 0.5],
                    size * 0.25,
                    fill=shaded(seat, 0.85 + 0.05 * row),
                )
                if (row * 7 + place + number) % 3:
                    tone = mixed((92, 68, 56), (46, 44, 52), spread(row * 20 + place, number))
                    draw.ellipse([x - size * 0.3, y - size * 1.55, x + size * 0.3, y - size * 0.85], fill=tone)


SCENES = {
    scene.__name__: scene for scene in [sunflowers, coast, bridge, fields, vineyard, town_hall, tiles, portal, hall]
}
