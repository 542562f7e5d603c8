"""What the page of published requests says of a request is never older than the request."""

import pytest
from django.urls import reverse
from django.utils import translation

from pages.requests.models import Request
from pages.requests.publication import RequestLogEntry
from tests import factories as make

# A page is remembered only outside of a transaction.
pytestmark = pytest.mark.django_db(transaction=True)

WITHDRAWN = "başvuru sahibi geri çekti"


@pytest.fixture
def log(reader):
    with translation.override("tr"):
        address = reverse("request_log")
    return lambda: reader.get(address).content.decode()


def publish(union, summary):
    request = make.make_request()
    RequestLogEntry.objects.create(request=request, union=union, summary_tr=summary)
    return request


def write_singly(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def write_in_bulk(row, **values):
    Request.objects.filter(pk=row.pk).update(**values)


def test_what_became_of_a_published_request_is_shown_at_once(union, log):
    for number, write in enumerate([write_singly, write_in_bulk], start=1):
        request = publish(union, "Eğitim harcamaları soruldu")
        assert log().count(WITHDRAWN) == number - 1

        write(request, outcome=Request.Outcome.WITHDRAWN)

        assert log().count(WITHDRAWN) == number, write.__name__


def test_what_turns_out_to_be_about_own_data_is_gone_at_once(union, log):
    for write in [write_singly, write_in_bulk]:
        request = publish(union, "Eğitim harcamaları soruldu")
        assert "Eğitim harcamaları" in log()

        write(request, kind=Request.Kind.DATA_SUBJECT)

        assert "Eğitim harcamaları" not in log(), write.__name__


def test_a_request_that_nobody_reads_of_changes_no_page(union):
    publish(union, "Eğitim harcamaları soruldu")
    request = make.make_request()
    union.generation.refresh_from_db()
    number = union.generation.number

    write_singly(request, outcome=Request.Outcome.WITHDRAWN)
    write_in_bulk(request, outcome=Request.Outcome.GRANTED)

    union.generation.refresh_from_db()
    assert union.generation.number == number
