import pytest

from unions.files.element import copies_for, picture_element
from unions.files.fields import PictureField, PictureFile

COPIES = [("/w96.avif", 96), ("/w192.avif", 192), ("/w384.avif", 384), ("/w640.avif", 640)]


def element(name="union/label/token/resim-900x600.jpg", **options):
    return picture_element(PictureFile(None, PictureField(), name), **{"alt": "", "sizes": "50vw", **options})


@pytest.mark.parametrize(
    ("sizes", "widest"), [("48px", 192), ("64px", 192), ("65px", 384), ("900px", 640), ("50vw", 640)]
)
def test_a_place_of_fixed_width_is_offered_what_its_densest_screen_shows(sizes, widest):
    assert copies_for(COPIES, sizes)[-1][1] == widest


def test_words_and_classes_stay_text():
    html = element(alt='"><script>', css_class='"onload="x', sizes='"><b>')

    assert "<script" not in html
    assert "<b>" not in html
    assert 'class="&quot;onload=&quot;x"' in html


def test_only_the_first_picture_of_a_page_is_fetched_early():
    assert 'fetchpriority="high"' in element(is_first=True)
    assert 'loading="lazy" decoding="async"' in element()


def test_a_picture_without_a_known_size_is_a_plain_element():
    html = element("union/label/token/resim.jpg")

    assert html.startswith("<img")
    assert "width=" not in html


def test_the_language_of_borrowed_words_is_marked():
    assert 'lang="tr"' in element(alt="Salon", language="tr")
    assert "lang=" not in element(alt="Salon")
