"""Bodies and methods as tools, old browsers and broken lines send them, before a failure of ours."""

import io
from html import unescape

import pytest

from tests.trakyakent_site.failures.test_middleware import ADD, view_raises

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "content_type", "shown"),
    [
        (b'{"title": "J\xc3\xbcli"}', "application/json", '{"title": "Jüli"}'),
        ("title=Düz metin\r\n".encode(), "text/plain", "title=Düz metin"),
        (b"title=a%00b%0Cc&note=%ED%A0%80+devam", "application/x-www-form-urlencoded", "devam"),
        ("title=Türkçe".encode("iso-8859-9"), "application/x-www-form-urlencoded; charset=iso-8859-9", "T\ufffdrk"),
        (b"a=1&a=2&=nameless&broken&title=Son", "application/x-www-form-urlencoded", "Son"),
        (
            b'--B\r\nContent-Disposition: form-data; name="t"\r\n\r\nYar\xc4\xb1m kal',
            "multipart/form-data; boundary=B",
            "Yarım kal",
        ),
        (b"no boundary at all", "multipart/form-data", "no boundary at all"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_whatever_was_sent_comes_back(staff, body, content_type, shown, method):
    with view_raises(MemoryError()):
        answer = staff.client.generic(method, ADD, body, content_type)

    assert answer.status_code in {503, 400}
    assert shown in unescape(answer.content.decode())


def test_a_line_that_breaks_off_gives_back_what_came(staff):
    """Django would take it for the whole form, and save half a text."""
    body = io.BytesIO(b"title_tr=Merhaba+" + b"x" * 100)
    form = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "5000", "wsgi.input": body}

    answer = staff.client.generic("POST", ADD, **form)

    assert answer.status_code == 400
    assert "Merhaba" in answer.content.decode()
    assert "Formun yalnızca bir bölümü ulaştı" in answer.content.decode()


def test_two_hundred_thousand_fields_cost_no_minute(staff):
    answer = staff.client.generic("POST", ADD, b"a=1&" * 200_000, "application/x-www-form-urlencoded")

    assert answer.status_code == 413
    assert "en çok 5000 alan" in answer.content.decode()
    assert len(answer.content) < 5_000_000


def test_a_strange_host_learns_no_name_of_a_union(staff):
    answer = staff.client.post(ADD, {"title": "x"}, HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert "Örnek" not in answer.content.decode()


def test_a_bad_content_length_is_no_slip_of_ours(staff):
    answer = staff.client.generic("POST", ADD, b"a=1", "application/x-www-form-urlencoded", CONTENT_LENGTH="-5")

    assert answer.status_code < 500
