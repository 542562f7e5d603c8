"""The link to the handbook leads to the chapter of what is done, or else of what it is done with."""

from tests.tables import table
from unions.handbook.screens import FIRST, chapter_of


@table(
    ("screen", "chapter"),
    [
        ("pages_post_change", "publications"),
        # A page type that the list does not name, and its files.
        ("pages_vacancy_add", "publications"),
        ("pages_vacancyfile_change", "publications"),
        # One that it names differently.
        ("pages_gallery_change", "pictures"),
        # What is done counts more than with what.
        ("pages_vacancy_history", "history"),
        ("members_officeholder_ends", "elections"),
        ("members_officeholder_change", "members"),
        # An ending alone is a screen of its own.
        ("preview", FIRST),
        ("of_no_room", FIRST),
        ("", FIRST),
    ],
)
def test_a_screen_has_its_chapter(screen, chapter):
    assert chapter_of(screen) == chapter
