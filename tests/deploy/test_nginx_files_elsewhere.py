"""Stored files that lie in a bucket: the proxy fetches what the application allows, with the application's headers."""

import tempfile
from pathlib import Path

import pytest

from tests.deploy.proxied import Site
from tests.trakyakent_site.backups.bucket import KEYS, bucket_of_a_store


@pytest.fixture(scope="module")
def bucket():
    with bucket_of_a_store() as bucket:
        yield bucket


@pytest.fixture(scope="module")
def elsewhere(nginx, bucket):
    """An installation whose files lie in the bucket."""
    folder = Path(tempfile.mkdtemp(prefix="elsewhere."))
    keys = folder / "store-keys"
    keys.write_text(f"{KEYS.name}\n{KEYS.secret}\n")
    keys.chmod(0o600)
    site = Site(folder, MEDIA_STORE=bucket.address, MEDIA_STORE_KEYS=str(keys))
    try:
        site.start_proxy(nginx)
        site.start_application()
        yield site
    finally:
        site.end()


def test_a_public_file_comes_whole_in_part_and_not_again_and_a_private_one_never(elsewhere, bucket):
    address = elsewhere.stored["open"]
    bucket.asked.clear()

    whole = elsewhere.ask(address)
    head = elsewhere.ask(address, method="HEAD")
    part = elsewhere.ask(address, headers={"Range": "bytes=4000000-"})

    content = next(content for name, content in bucket.files.items() if name.endswith("open.pdf"))
    assert (whole.status, whole.body) == (200, content)
    assert (part.status, part.body) == (206, content[4_000_000:])
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(content))), bucket.asked
    # The proxy fetched it, each time with a proof of the application's.
    assert sum("open.pdf?" in asked and "X-Amz-Signature" in asked for asked in bucket.asked) == 3
    assert elsewhere.ask(elsewhere.stored["closed"]).status == 404
    for made_up in ["/_store/", f"/_store/yedekler/birlik/{address.removeprefix('/dosya/')}"]:
        assert elsewhere.ask(made_up).status == 404


def test_the_headers_are_those_of_the_application(elsewhere):
    headers = elsewhere.ask(elsewhere.stored["open"]).headers

    assert headers["content-type"] == "application/pdf"
    assert headers["content-disposition"].startswith("inline")
    assert headers["cache-control"] == "public, max-age=31536000, s-maxage=3600, immutable"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["strict-transport-security"]
    assert {"set-cookie", "x-amz-request-id"}.isdisjoint(headers)
    assert headers["server"] == "nginx"


def test_visitors_never_see_where_the_store_is(elsewhere, bucket):
    answer = elsewhere.ask(elsewhere.stored["open"])

    assert str(bucket.port) not in str(answer.headers)
    assert "x-accel-redirect" not in answer.headers


def test_a_store_that_fails_is_answered_by_the_proxy_in_words(elsewhere, bucket):
    assert elsewhere.ask(elsewhere.stored["open"]).status == 200
    # As the proxy asks, and nobody else.
    bucket.refuses = "X-Amz-Signature"
    try:
        answer = elsewhere.ask(elsewhere.stored["open"])
    finally:
        bucket.refuses = ""

    assert answer.status == 503
    assert "<Code>" not in answer.text
    assert "retry-after" in answer.headers
