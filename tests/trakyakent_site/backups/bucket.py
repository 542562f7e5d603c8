"""A store that speaks as much of S3 as backups need, on the loopback address, and can be told to misbehave."""

import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from trakyakent_site.backups.signing import MOMENT, Keys, presigned, signed

KEYS = Keys("HESAP-1", "gizli/+anahtar=0123456789")
REGION = "tr-west-1"
LAST_MODIFIED = "Mon, 02 Nov 2026 09:00:00 GMT"


class Bucket:
    """What lies in the store, and what it does next."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.asked: list[str] = []
        # Answers that come before the right ones.
        self.failures: list[int] = []
        # How many requests pass before.
        self.passes = 0
        # Addresses in which this stands are answered by a failure.
        self.refuses = ""
        self.page = 1000
        # Whether files end in the middle; how many answers do.
        self.breaks_off = False
        self.cuts = 0
        # Seconds that every answer takes.
        self.delay = 0.0
        self.port = 0

    @property
    def address(self) -> str:
        return f"s3+http://127.0.0.1:{self.port}/yedekler/birlik?region={REGION}"


def handler_of(bucket: Bucket) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments: object) -> None:
            return

        def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def is_proved(self, body: bytes) -> bool:
            parts = urlsplit(self.path)
            if "X-Amz-Signature=" in parts.query:
                return self.is_presigned()
            moment = datetime.strptime(self.headers["x-amz-date"], MOMENT)
            total = hashlib.sha256(body).hexdigest()
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            expected = signed(
                KEYS, REGION, self.command, unquote(parts.path), query, {"Host": self.headers["Host"]}, moment, total
            )
            given = {name: self.headers[name] for name in ["Authorization", "x-amz-content-sha256"]}
            return given == {name: expected[name] for name in given}

        def is_presigned(self) -> bool:
            """Whether the address holds the proof by which a proxy asks for one file."""
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            moment = datetime.strptime(query["X-Amz-Date"], MOMENT)
            arguments = [unquote(parts.path), self.headers["Host"], moment, int(query["X-Amz-Expires"])]
            return parts.query == presigned(KEYS, REGION, self.command, *arguments)

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            bucket.asked.append(f"{self.command} {self.path}")
            time.sleep(bucket.delay)
            if bucket.refuses and bucket.refuses in self.path:
                self.answer(503, b"<Error><Code>SlowDown</Code></Error>")
                return
            if bucket.passes:
                bucket.passes -= 1
            elif bucket.failures:
                self.answer(bucket.failures.pop(0), b"<Error><Code>SlowDown</Code></Error>")
                return
            if not self.is_proved(body):
                self.answer(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
            else:
                name = unquote(parts.path).removeprefix("/yedekler").removeprefix("/")
                getattr(self, f"on_{self.command.lower()}")(name, query, body)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handle_any

        def on_head(self, name: str, query: dict[str, str], body: bytes) -> None:
            found = bucket.files.get(name)
            self.send_response(200 if found is not None else 404)
            self.send_header("Last-Modified", LAST_MODIFIED)
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()

        def part_of(self, found: bytes) -> None:
            start = int(self.headers["Range"].removeprefix("bytes=").partition("-")[0])
            self.send_response(206)
            self.send_header("Content-Length", str(len(found) - start))
            self.end_headers()
            self.wfile.write(found[start:])

        def on_get(self, name: str, query: dict[str, str], body: bytes) -> None:
            if name:
                found = bucket.files.get(name)
                if found is not None and "Range" in self.headers:
                    self.part_of(found)
                    return
                if found is not None and (bucket.breaks_off or bucket.cuts):
                    bucket.cuts = max(0, bucket.cuts - 1)
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(found)))
                    self.end_headers()
                    self.wfile.write(found[: len(found) // 2])
                    self.close_connection = True
                    return
                marks = {
                    "Last-Modified": LAST_MODIFIED,
                    "ETag": f'"{name}"',
                    "x-amz-request-id": "7",
                    "Set-Cookie": "a=b",
                }
                marks |= {"Content-Type": "text/html", "Cache-Control": "no-store"}
                self.answer(200, found, **marks) if found is not None else self.answer(404, b"<Code>NoSuchKey</Code>")
                return
            names = sorted(found for found in bucket.files if found.startswith(query["prefix"]))
            folders: set[str] = set()
            if "delimiter" in query:
                rest = {found: found.removeprefix(query["prefix"]) for found in names}
                folders = {query["prefix"] + inside.partition("/")[0] for inside in rest.values() if "/" in inside}
                names = [found for found in names if "/" not in rest[found]]
            begin = int(query.get("continuation-token", "0"))
            shown, is_cut = names[begin : begin + bucket.page], begin + bucket.page < len(names)
            listed = "".join(
                f"<Contents><Key>{found}</Key><Size>{len(bucket.files[found])}</Size></Contents>" for found in shown
            )
            listed += "".join(f"<CommonPrefixes><Prefix>{each}/</Prefix></CommonPrefixes>" for each in sorted(folders))
            more = f"<IsTruncated>{str(is_cut).lower()}</IsTruncated>"
            if is_cut:
                more += f"<NextContinuationToken>{begin + bucket.page}</NextContinuationToken>"
            space = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
            self.answer(200, f"<ListBucketResult {space}>{more}{listed}</ListBucketResult>".encode())

        def on_put(self, name: str, query: dict[str, str], body: bytes) -> None:
            if "uploadId" in query:
                bucket.parts[query["uploadId"]][int(query["partNumber"])] = body
            else:
                bucket.files[name] = body
            self.answer(200, ETag=f'"{hashlib.sha256(body).hexdigest()[:32]}"')

        def on_post(self, name: str, query: dict[str, str], body: bytes) -> None:
            if "uploads" in query:
                bucket.parts["yükleme-1"] = {}
                self.answer(200, "<R><UploadId>yükleme-1</UploadId></R>".encode())
                return
            parts = bucket.parts.pop(query["uploadId"])
            listed = [int(number) for number in re.findall(rb"<PartNumber>(\d+)</PartNumber>", body)]
            bucket.files[name] = b"".join(parts[number] for number in listed)
            self.answer(200, b"<CompleteMultipartUploadResult/>")

        def on_delete(self, name: str, query: dict[str, str], body: bytes) -> None:
            bucket.parts.pop(query["uploadId"]) if "uploadId" in query else bucket.files.pop(name, None)
            self.answer(204)

    return Handler


@contextmanager
def bucket_of_a_store() -> Iterator[Bucket]:
    bucket = Bucket()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler_of(bucket)) as server:
        bucket.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield bucket
        finally:
            server.shutdown()
            thread.join()
