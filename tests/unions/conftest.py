"""An assembly whose records are in English."""

import pytest
from django.utils import translation

from tests import factories as make
from unions.tenancy import scope


@pytest.fixture
def assembly():
    with scope.of(make.make_union()), translation.override("en"):
        yield make.make_organ()
