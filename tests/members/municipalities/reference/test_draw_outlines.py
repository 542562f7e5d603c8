from members.municipalities.outlines import Drawing, rings_of
from tests.tables import table


@table("plate", range(1, 82))
def test_outline_of_each_province_is_closed(plate):
    lines = Drawing([plate]).lines

    assert all(ring[0] == ring[-1] for ring in rings_of({plate}, lines))
