"""What is kept of a form while its body is read."""

import io

import pytest
from django.contrib import admin
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.tables import table
from trakyakent_site.failures import typed
from trakyakent_site.failures.typed import SECRET_NAME, KeptBody, Typed

BODY = encode_multipart(BOUNDARY, {"title": "Başlık", "empty": "", "lines": "bir\r\n--iki\r\nüç"})
FORM = "application/x-www-form-urlencoded"


def kept(body: bytes, content_type=MULTIPART_CONTENT, *, length=None, stream=None) -> KeptBody:
    return KeptBody(stream or io.BytesIO(body), content_type, len(body) if length is None else length)


@table("size", [1, 2, 3, 7, 64, 10_000])
def test_fields_are_read_in_pieces_of_any_size(size):
    body = kept(BODY)
    while body.read(size):
        pass

    assert body.typed() == Typed([("title", "Başlık"), ("empty", ""), ("lines", "bir\r\n--iki\r\nüç")])


@pytest.mark.parametrize("size", [1, 5, 100, 10_000])
def test_of_a_file_the_name_is_kept_and_no_content(size):
    part = (
        b'--B\r\nContent-Disposition: form-data; name="doc"; filename="C:\\\\x\\\\B\xc3\xbct\xc3\xa7e.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + b"\r\n--Bx"[:4] + b"x" * 50_000 + b"\r\n"
    )
    none = b'--B\r\nContent-Disposition: form-data; name="none"; filename=""\r\n\r\n\r\n'
    field = b'--B\r\nContent-Disposition: form-data; name="after"\r\n\r\nSonra\r\n--B--\r\n'
    body = kept(part + none + field, "multipart/form-data; boundary=B")
    most = 0
    while body.read(size):
        most = max(most, len(body.reader.pending))

    assert body.typed() == Typed([("after", "Sonra")], [("doc", "Bütçe.pdf")])
    assert most < 11_000


def test_a_field_in_whose_middle_the_body_breaks_off_comes_as_far_as_it_came():
    cut = BODY[: BODY.index(b"iki") + 3]

    assert kept(cut, length=len(BODY)).typed() == Typed(
        [("title", "Başlık"), ("empty", ""), ("lines", "bir\r\n--iki")], is_cut=True
    )


def test_what_had_come_before_reading_failed_is_kept():
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("reset by peer")
            return super().read(40)

    body = kept(
        b"title=Merhaba+D%C3%BCnya&body=" + b"x" * 1000,
        FORM,
        stream=Broken(b"title=Merhaba+D%C3%BCnya&body=xxxxxxxxxxxxxxxx"),
    )

    assert body.typed().fields[0] == ("title", "Merhaba Dünya")
    assert body.typed().is_cut


def test_an_endless_body_is_not_read_to_its_end(monkeypatch):
    class Endless:
        asked = 0

        def read(self, size=-1):
            self.asked += size
            return b"x" * size

    monkeypatch.setattr(typed, "MOST_UNREAD_BYTES", 1_000_000)
    monkeypatch.setattr(typed, "MOST_BYTES", 100_000)
    stream = Endless()
    result = kept(b"", FORM, length=10**12, stream=stream).typed()

    assert stream.asked <= 1_100_000
    assert result.is_cut
    assert len(result.fields[0][0]) == 100_000


@table(
    ("name", "is_kept"),
    [
        ("title_tr", True),
        ("code", True),
        ("passenger", True),
        ("secretary", True),
        ("password", False),
        ("new_password1", False),
        ("csrfmiddlewaretoken", False),
        ("token", False),
        ("otp_code", False),
        ("recovery_codes", False),
    ],
)
def test_secrets_are_never_given_back(name, is_kept):
    fields = [(name, "value"), ("other", "x")]

    assert ("value" in dict(Typed(fields).without_secrets().fields).values()) == is_kept


def test_no_text_of_a_row_is_taken_for_a_secret():
    taken = {
        f"{model._meta.label}.{field.name}"
        for model in admin.site._registry
        for field in model._meta.fields
        if SECRET_NAME.search(field.name)
    }

    assert taken == {"unions.User.password"}


def test_the_code_by_which_somebody_signs_in_is_a_secret():
    assert Typed([("csrfmiddlewaretoken", "x"), ("code", "123456")]).without_secrets().fields == []


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "", ";;="]
)
def test_a_body_of_another_kind_is_one_text(content_type):
    assert kept("Düz yazı".encode(), content_type).typed().fields == [("", "Düz yazı")]


def test_pictures_sent_by_themselves_are_no_text():
    assert kept(b"\x89PNG\xff\xfe\x00", "image/png").typed().fields == []
