"""How a request to an S3-compatible store proves who asks: Signature Version 4, with nothing but Python.

The rules are those of the provider's public description; its own examples are the tests.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
MOMENT = "%Y%m%dT%H%M%SZ"
EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Keys:
    """The name of an account at the store, and its secret."""

    name: str
    secret: str


def canonical_query(query: Mapping[str, str]) -> str:
    pairs = sorted((quote(name, safe="-_.~"), quote(value, safe="-_.~")) for name, value in query.items())
    return "&".join(f"{name}={value}" for name, value in pairs)


def canonical_path(path: str) -> str:
    return quote(path, safe="/-_.~")


def signed(
    keys: Keys,
    region: str,
    method: str,
    path: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    now: datetime,
    body_sum: str = EMPTY,
) -> dict[str, str]:
    """The headers with those that prove who asks; `headers` must name the host."""
    moment = now.strftime(MOMENT)
    sent = {**headers, "x-amz-content-sha256": body_sum, "x-amz-date": moment}
    lower = {name.lower(): " ".join(value.split()) for name, value in sent.items()}
    names = ";".join(sorted(lower))
    lines = "".join(f"{name}:{lower[name]}\n" for name in sorted(lower))
    asked = "\n".join([method, canonical_path(path), canonical_query(query), lines, names, body_sum])
    scope = f"{moment[:8]}/{region}/s3/aws4_request"
    to_sign = "\n".join([ALGORITHM, moment, scope, hashlib.sha256(asked.encode()).hexdigest()])
    key = f"AWS4{keys.secret}".encode()
    for part in [moment[:8], region, "s3", "aws4_request"]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    proof = f"{ALGORITHM} Credential={keys.name}/{scope},SignedHeaders={names},Signature={signature}"
    return {**sent, "Authorization": proof}
