"""A reader whose connection broke gets the rest, and one who has the file gets nothing twice."""

import pytest
from django.core.files.base import ContentFile

from tests.factories import make_document, make_post, picture_upload

CONTENT = b"%PDF-1.4\n" + bytes(range(256)) * 800 + b"\n%%EOF\n"
SIZE = len(CONTENT)
OLD_DATE = "Sat, 01 Jan 2000 00:00:00 GMT"


@pytest.fixture
def url(union):
    return make_document(file=ContentFile(CONTENT, name="butce.pdf")).file.url


def test_a_document_says_when_and_which_it_is(reader, url):
    answer = reader.get(url)

    assert answer.status_code == 200
    assert answer["ETag"].startswith('"')
    assert answer["Last-Modified"].endswith("GMT")
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Length"] == str(SIZE)
    assert answer.getvalue() == CONTENT
    assert reader.get(url)["ETag"] == answer["ETag"]


@pytest.mark.parametrize("name", ["ETag", "Last-Modified"])
def test_who_has_it_is_told_so(reader, url, name):
    header = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[name]

    answer = reader.get(url, headers={header: reader.get(url)[name]})

    assert answer.status_code == 304
    assert not answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert reader.get(url, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-50", SIZE - 50, SIZE - 1),
        ("bytes=0-0", 0, 0),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes=10-{SIZE * 9}", 10, SIZE - 1),
        (f"bytes=-{SIZE * 9}", 0, SIZE - 1),
        ("bytes= 5-9", 5, 9),
    ],
)
def test_a_part_is_that_part(reader, url, asked, start, end):
    answer = reader.get(url, headers={"range": asked})

    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert answer["Content-Length"] == str(end - start + 1)
    assert answer.getvalue() == CONTENT[start : end + 1]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'inline; filename="butce.pdf"'


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=999999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(reader, url, asked):
    answer = reader.get(url, headers={"range": asked})

    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,5-9", "bytes=9-5", "bytes=-", "bytes=a-b", "lines=1-2", "", "bytes", f"bytes={10**30}-"],
)
def test_of_several_parts_and_of_what_is_none_all_is_sent(reader, url, asked):
    answer = reader.get(url, headers={"range": asked})

    assert answer.status_code == 200
    assert answer.getvalue() == CONTENT


def test_a_part_of_another_content_is_not_mixed_in(reader, url):
    whole = reader.get(url)
    asked = {"range": "bytes=0-9"}

    statuses = [
        reader.get(url, headers={**asked, "if-range": value}).status_code
        for value in [
            whole["ETag"],
            whole["Last-Modified"],
            '"other"',
            "W/" + whole["ETag"],
            "no date",
            "Sat, 01 Jan 2000 00:00:00 GMT",
        ]
    ]

    assert statuses == [206, 206, 200, 200, 200, 200]


def test_head_says_the_same_without_the_bytes(reader, url):
    answer = reader.head(url, headers={"range": "bytes=0-9"})

    assert answer.status_code == 200
    assert answer["Content-Length"] == str(SIZE)
    assert not answer.getvalue()


def test_a_picture_is_not_sent_twice_either(reader, union):
    url = make_post(picture=picture_upload()).picture.url

    answer = reader.get(url, headers={"if-none-match": reader.get(url)["ETag"]})

    assert answer.status_code == 304
