"""What is asked for the findings of a gallery does not grow with its photographs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import Gallery
from tests import factories as make
from unions.admin.kit.preview import findings_before

pytestmark = pytest.mark.django_db


def test_findings_of_a_gallery_cost_the_same_for_many_photographs(union):
    gallery = make.make_gallery()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            findings_before(Gallery.objects.get(pk=gallery.pk))
        return len(asked)

    make.make_photo(gallery=gallery)
    with_one = cost()
    for _number in range(4):
        make.make_photo(gallery=gallery)

    assert cost() == with_one
