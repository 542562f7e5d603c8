"""What the public reads of requests."""

import pytest

from pages.requests.publication import RequestLogEntry
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_request_has_the_entry_that_speaks_of_it_and_no_other(union):
    told, untold = make.make_request(union=union), make.make_request(union=union)
    entry = make.make_request_log_entry(request=told, summary_tr="Bütçe soruldu.")

    assert list(RequestLogEntry.objects.about(told)) == [entry]
    assert not RequestLogEntry.objects.about(untold)
