from members.municipalities.outlines import Drawing, outlines
from members.municipalities.reference_data import municipalities

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
