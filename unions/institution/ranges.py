"""Answers to those who have a file already, or want a part of it (RFC 9110, sections 13 and 14)."""

import re
from collections.abc import Iterator
from datetime import UTC

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe, quote_etag

from unions.institution.stored_files import Content

# One part; of several at once, and of other units, all is sent.
ONE_PART = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)
CHUNK = 64 * 1024


def conditional(request: HttpRequest, response: HttpResponseBase, content: Content) -> HttpResponseBase:
    """The answer, or 304 to a browser that has this content already."""
    modified = int(content.modified_at.astimezone(UTC).timestamp())
    answer = get_conditional_response(request, etag=content.etag, last_modified=modified)
    if answer is None:
        return response
    # Closing the response would end the request before it is answered.
    content.file.close()
    for name in ["Cache-Control", "Content-Security-Policy", "Cross-Origin-Resource-Policy", "ETag"]:
        answer[name] = response.headers[name]
    return answer


def with_ranges(request: HttpRequest, response: HttpResponseBase, content: Content) -> HttpResponseBase:
    """The part that was asked for, or the whole."""
    if response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    asked = ONE_PART.fullmatch(request.headers.get("Range", ""))
    # A Range means something on GET alone.
    if request.method != "GET" or asked is None or asked[0].strip() == "bytes=-" or not is_same(request, content):
        return response
    part = part_of(asked[1], asked[2], content.size)
    if part is None:
        return response if asked[1] and asked[2] and int(asked[2]) < int(asked[1]) else refusal(response, content)
    start, end = part
    answer = StreamingHttpResponse(chunks(content.file, start, end - start + 1), status=206)
    for name, value in response.items():
        answer[name] = value
    answer["Content-Range"] = f"bytes {start}-{end}/{content.size}"
    answer["Content-Length"] = str(end - start + 1)
    return answer


def is_same(request: HttpRequest, content: Content) -> bool:
    """Whether the part belongs to what the browser has the rest of."""
    condition = request.headers.get("If-Range")
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return quote_etag(condition) == content.etag
    return parse_http_date_safe(condition) == int(content.modified_at.timestamp())


def part_of(first: str, last: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a part; None if the file has nothing of it."""
    if not first:
        length = min(int(last), size)
        return (size - length, size - 1) if length else None
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else None


def refusal(response: HttpResponseBase, content: Content) -> HttpResponse:
    """416: the file is shorter than that."""
    # Closing the response would end the request before it is answered.
    content.file.close()
    answer = HttpResponse(status=416)
    for name in ["Cache-Control", "Content-Security-Policy", "Cross-Origin-Resource-Policy", "ETag"]:
        answer[name] = response.headers[name]
    answer["Content-Range"] = f"bytes */{content.size}"
    return answer


def chunks(file: File, start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
