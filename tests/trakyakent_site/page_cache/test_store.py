from tests.tables import table
from trakyakent_site.page_cache.store import PageStore, best_encoding


@table(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.000, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0, gzip", "gzip"),
        ("identity", ""),
        ("gzip;q=x", "gzip"),
        (",,;;q=;,", ""),
        ("deflate" * 500, ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_takes(accepted, encoding):
    assert best_encoding(accepted) == encoding


def test_what_was_not_asked_for_the_longest_goes_first():
    class Weighed:
        weight = 10

    memory = PageStore(35)
    first, second, third, fourth = (Weighed() for _page in range(4))
    for key, page in [("first", first), ("second", second), ("third", third)]:
        memory.put((key,), page)
    memory.get(("first",))
    memory.put(("fourth",), fourth)

    assert [key for (key,) in memory.pages] == ["third", "first", "fourth"]
    memory.grow(("third",), third, 10)
    assert memory.weight == 20
    assert list(memory.pages) == [("first",), ("fourth",)]
