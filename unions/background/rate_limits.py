"""Things that may be done only so often, counted in the database so that every process counts the same.

Each is a bucket of tokens: one is taken each time, and they come back one by one. Who it is counted for is kept as a
hash with the secret key, so the table names nobody.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from unions.models import Allowance

# Another process has counted meanwhile; so many in a row are not by chance.
TRIES = 20


@dataclass(frozen=True)
class Limit:
    """So many times at once, and then again after so long each."""

    name: str
    times: int
    one_more_after: timedelta

    def acquire(self, whom: str) -> bool:
        """Whether it may be done once more; counts it if so."""
        key = self.key(whom)
        for _try in range(TRIES):
            now = timezone.now()
            bucket, is_new = Allowance.objects.get_or_create(
                key=key, defaults={"left": self.times - 1, "counted_at": now}
            )
            if is_new:
                return True
            # A clock that was set back gives nothing away.
            passed = max(now - bucket.counted_at, timedelta(0))
            left = min(self.times, bucket.left + passed / self.one_more_after)
            if left < 1:
                return False
            same = Allowance.objects.filter(key=key, left=bucket.left, counted_at=bucket.counted_at)
            if same.update(left=left - 1, counted_at=max(now, bucket.counted_at)):
                return True
        return False

    def reset(self, whom: str) -> None:
        """Forget what was counted: it has proved to be well meant."""
        Allowance.objects.filter(key=self.key(whom)).delete()

    def key(self, whom: str) -> str:
        return salted_hmac(f"unions.background.rate_limits.{self.name}", whom, algorithm="sha256").hexdigest()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; a proxy of ours is asked whom it speaks for, nobody else is."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if address in settings.TRUSTED_PROXIES:
        # The last entry is the one that our proxy wrote; those before it are the visitor's own words.
        spoken_for: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return spoken_for.rsplit(",", 1)[-1].strip() or address
    return address


def delete_full_buckets() -> int:
    """Remove the buckets that are full again."""
    return Allowance.objects.filter(counted_at__lt=timezone.now() - timedelta(days=3)).delete()[0]
