from itertools import combinations
from math import hypot

import pytest

from members.directory.map_labels import Point, apart, placed_labels

WIDTH, HEIGHT, SIZE = 1000, 600, 15


def span(point, label):
    """From where to where the words reach, and their middle."""
    wide = len(point.words) * SIZE * 0.6
    left = {"": label.x, "end": label.x - wide, "middle": label.x - wide / 2}[label.anchor]
    return left, left + wide, label.y


def test_labels_of_a_crowd_lie_neither_on_each_other_nor_outside():
    points = tuple(
        Point(350 + 45 * (n % 5), 200 + 35 * (n // 5), 9, f"Yer {n} Belediyesi"[: 6 + n % 9]) for n in range(25)
    )

    labels = placed_labels(points, SIZE, WIDTH, HEIGHT)

    spans = [span(point, label) for point, label in zip(points, labels, strict=True)]
    assert all(left >= 0 and right <= WIDTH and 0 <= y <= HEIGHT for left, right, y in spans)
    over_each_other = [
        (one, other)
        for one, other in combinations(spans, 2)
        if one[0] < other[1] and other[0] < one[1] and abs(one[2] - other[2]) < SIZE
    ]
    assert over_each_other == []
    assert any(label.leader for label in labels)


@pytest.mark.parametrize(("x", "anchor"), [(20, ""), (990, "end")])
def test_a_label_at_the_edge_turns_inwards(x, anchor):
    [label] = placed_labels((Point(x, 300, 9, "Marmaraereğlisi"),), SIZE, WIDTH, HEIGHT)

    assert label.anchor == anchor
    assert not label.leader


def test_members_on_one_point_are_moved_apart_and_the_others_stay():
    for crowd in ([(500, 300)] * 2, [(500, 300)] * 3, [(500, 300), (503, 301)], [(500, 300)] * 5):
        *moved, alone = apart([*crowd, (100, 100)], 18)

        assert min(hypot(a - c, b - d) for (a, b), (c, d) in combinations(moved, 2)) >= 14
        assert max(hypot(x - 500, y - 300) for x, y in moved) < 60
        assert alone == (100, 100)
