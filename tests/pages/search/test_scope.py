from tests.pages.search.entries import entry, index_of
from tests.pages.search.library import ask


def test_what_is_not_yet_or_no_longer_public_is_not_found():
    index = index_of(
        entry("later", "Gizli duyuru", shown_from="2999-01-01T00:00:00+00:00"),
        entry("over", "Gizli haber", shown_until="2001-01-01T00:00:00+00:00"),
        entry("now", "Gizli olmayan", shown_from="2001-01-01T00:00:00+00:00", shown_until="2999-01-01T00:00:00+00:00"),
    )

    assert ask(index, "gizli") == ["now"]
