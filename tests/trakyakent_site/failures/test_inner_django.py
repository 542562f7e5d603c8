"""What `keep_body` and `is_logged` lean on inside Django; see there before changing these tests for a new version."""

import logging

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.log import log_response

from trakyakent_site.failures.middleware import keep_body


def test_every_way_of_reading_a_request_goes_through_its_stream():
    def request(**data):
        made = RequestFactory().post("/", data or {"a": "1"})
        return made, keep_body(made)

    for read in [
        lambda made: made.POST,
        lambda made: made.body,
        lambda made: made.read(),
        lambda made: made.readline(),
    ]:
        made, body = request(a="Merhaba")
        read(made)
        assert body.bytes_read > 0
    assert isinstance(made, WSGIRequest)


def test_the_body_can_still_be_read_as_ever():
    made = RequestFactory().post("/", {"a": "Merhaba"})
    body = keep_body(made)

    assert made.POST["a"] == "Merhaba"
    assert body.typed().fields == [("a", "Merhaba")]

    made = RequestFactory().post("/", b"a=1&a=2", content_type="application/x-www-form-urlencoded")
    keep_body(made)
    assert made.body == b"a=1&a=2"
    assert made.POST.getlist("a") == ["1", "2"]


def test_an_answer_that_is_marked_is_not_logged(caplog):
    response = HttpResponse(status=503)
    response._has_been_logged = True

    with caplog.at_level(logging.DEBUG):
        log_response("Service Unavailable", response=response, request=RequestFactory().get("/"))

    assert not caplog.records
