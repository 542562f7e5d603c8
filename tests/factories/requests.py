"""Requests of citizens, with files and published entries."""

from django.utils import timezone

from pages.requests.models import Request, RequestFile
from pages.requests.publication import RequestLogEntry, RequestStatistics
from tests.factories.institution import union_of
from tests.factories.values import number, pdf_upload
from unions.models import Union


def make_request(*, union: Union | None = None, kind: str = "information", received_on=None, **fields) -> Request:
    """A request for information of a natural person, received today."""
    received_on = received_on or timezone.localdate()
    return Request.objects.create(
        **{
            "union": union_of(union),
            "kind": kind,
            "year": received_on.year,
            "number": number(),
            "received_on": received_on,
            "name": "Ayşe Yılmaz",
            "postal_address": "Hürriyet Mah. 5, Tekirdağ",
            "email": "ayse@posta.example",
            "text": "2025 yılı eğitim harcamalarının dökümü",
            "code_digest": f"{number():064}",
            "opening_digest": f"{number():064}",
            **fields,
        }
    )


def make_request_file(*, request: Request | None = None, union: Union | None = None, **fields) -> RequestFile:
    request = request or make_request(union=union)
    values = {"file": pdf_upload("ek.pdf"), "title": "ek.pdf", **fields}
    return RequestFile.objects.create(union=request.union, request=request, **values)


def make_request_log_entry(*, request: Request | None = None, union: Union | None = None, **fields) -> RequestLogEntry:
    request = request or make_request(union=union)
    return RequestLogEntry.objects.create(
        union=request.union, request=request, **{"summary_tr": "Eğitim harcamaları soruldu.", **fields}
    )


def make_request_statistics(*, union: Union | None = None, year: int = 2025, **fields) -> RequestStatistics:
    fields = {"figures": {"received": [7, 2, 1], "in_time": [6, 2, 1]}, "counted_on": timezone.localdate(), **fields}
    return RequestStatistics.objects.create(union=union_of(union), year=year, **fields)
