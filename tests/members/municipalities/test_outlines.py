"""The drawn map: its provinces, its points, and how much of a page it takes."""

import pytest

from members.municipalities.outlines import Drawing, outlines
from members.municipalities.reference_data import municipalities

EDIRNE = 22
TEKIRDAG = 59
# Degrees by which the borders of a map of the whole world may miss those of the register.
SLACK = 0.2


def test_outlines_hold_all_provinces():
    assert set(outlines().boxes) == set(range(1, 82))


def test_every_point_of_the_reference_lies_in_sight_of_its_province():
    astray = []
    for row in municipalities():
        if row.latitude is not None:
            west, south, east, north = outlines().boxes[row.plate]
            # The coast of a map for the whole world misses that of a town by a few kilometres.
            if not (west - SLACK <= row.longitude <= east + SLACK and south - SLACK <= row.latitude <= north + SLACK):
                astray.append(row.code)

    assert astray == []


def test_drawing_shows_the_provinces_and_little_more():
    drawing = Drawing([TEKIRDAG])

    x, y = drawing.place(27.511, 40.978)

    assert 0 < x < drawing.width
    assert 0 < y < drawing.height
    assert drawing.place(32.5, 37.9)[0] > drawing.width


def test_no_drawing_is_higher_than_a_screen_and_its_province_stays_in_the_middle():
    heights = {plate: Drawing([plate]).height for plate in outlines().boxes}

    assert max(heights.values()) <= 900
    # Edirne alone is twice as high as it is wide.
    drawing = Drawing([EDIRNE])
    box = outlines().boxes[EDIRNE]
    assert drawing.box.west + drawing.box.east == pytest.approx(box.west + box.east)
    assert drawing.box.north - box.north == pytest.approx(box.south - drawing.box.south)
