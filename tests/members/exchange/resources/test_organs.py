"""The organs of the union as tables name them."""

import pytest

from members.exchange.resources.organs import organ_called
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_organ_is_known_by_the_names_that_offices_use(union):
    organs = [make.make_organ(title_tr="Birlik Meclisi", title_en="Assembly"), make.make_organ(kind="executive")]

    for name in ["Birlik Meclisi", "MECLİS", "Meclisi", "assembly"]:
        assert organ_called(name, organs) == organs[0], name
