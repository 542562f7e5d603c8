import resource

from django.core.files.base import ContentFile

from tests.unions.files.sample_texts import pdf
from unions.files import decoder
from unions.files.texts import MOST_PAGES


def test_of_two_thousand_pages_the_first_are_read_and_memory_stays_outside():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    content = pdf([f"sayfa {number}, bir cumle daha ve sonu" for number in range(2000)])
    found = decoder.text_of(ContentFile(content), "pdf")

    assert (found.state, found.pages) == ("too_long", 2000)
    assert 0 < found.read <= MOST_PAGES
    assert "sayfa 0," in found.text
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
