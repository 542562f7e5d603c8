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
    scope = scope_of(moment, region)
    signature = signature_of(keys, moment, region, asked)
    proof = f"{ALGORITHM} Credential={keys.name}/{scope},SignedHeaders={names},Signature={signature}"
    return {**sent, "Authorization": proof}


def presigned(keys: Keys, region: str, method: str, path: str, host: str, now: datetime, seconds: int) -> str:
    """The question behind an address, by which whoever has it may ask for this one file for so long."""
    moment = now.strftime(MOMENT)
    query = {
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": f"{keys.name}/{scope_of(moment, region)}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": "host",
    }
    lines = [method, canonical_path(path), canonical_query(query), f"host:{host}\n", "host", "UNSIGNED-PAYLOAD"]
    signature = signature_of(keys, moment, region, "\n".join(lines))
    return f"{canonical_query(query)}&X-Amz-Signature={signature}"


def scope_of(moment: str, region: str) -> str:
    return f"{moment[:8]}/{region}/s3/aws4_request"


def signature_of(keys: Keys, moment: str, region: str, asked: str) -> str:
    to_sign = "\n".join([ALGORITHM, moment, scope_of(moment, region), hashlib.sha256(asked.encode()).hexdigest()])
    key = f"AWS4{keys.secret}".encode()
    for part in [moment[:8], region, "s3", "aws4_request"]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
