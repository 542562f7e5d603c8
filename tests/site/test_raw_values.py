"""Nothing on a page is written as a program writes it: no ISO times, no None, no True, no names of classes.

The matrix asks this of every page that it opens.
"""

from tests.site.judging import raw_values
from tests.tables import table


@table(
    "text",
    ["Son giriş: 2026-11-29 12:48:09", "Arakonak: 2026-12 –", "Üye: None", "True", "2026-12-01", "Post object (3)"],
)
def test_a_raw_value_would_be_seen(text):
    assert raw_values(f"<p>{text}</p>")
