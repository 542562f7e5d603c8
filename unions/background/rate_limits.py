"""Rate limits, counted in the database so that all processes share them.

Each limit is a token bucket: every use takes a token, and tokens are refilled one by one. The table holds a keyed hash
of whoever is limited, so it names nobody.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.crypto import salted_hmac

# The limits of visitors are counted by it.
from unions.background.proxies import address_of as address_of
from unions.models import Allowance

# Another process may count at the same time, but hardly this often in a row.
TRIES = 20


@dataclass(frozen=True)
class Limit:
    """So many uses at once, and one more after each interval."""

    name: str
    times: int
    one_more_after: timedelta

    def acquire(self, whom: str) -> bool:
        """Whether one more use is allowed; counts it if so."""
        key = self.key(whom)
        for _try in range(TRIES):
            now = timezone.now()
            bucket, is_new = Allowance.objects.get_or_create(
                key=key, defaults={"left": self.times - 1, "counted_at": now}
            )
            if is_new:
                return True
            # A clock that was set back must not refill the bucket.
            passed = max(now - bucket.counted_at, timedelta(0))
            left = min(self.times, bucket.left + passed / self.one_more_after)
            if left < 1:
                return False
            same = Allowance.objects.filter(key=key, left=bucket.left, counted_at=bucket.counted_at)
            if same.update(left=left - 1, counted_at=max(now, bucket.counted_at)):
                return True
        return False

    def reset(self, whom: str) -> None:
        """Fill the bucket again, once the uses have proved to be legitimate."""
        Allowance.objects.filter(key=self.key(whom)).delete()

    def give_back(self, whom: str) -> None:
        """Put back one token that was taken in vain."""
        Allowance.objects.filter(key=self.key(whom)).update(left=Least(F("left") + 1.0, Value(float(self.times))))

    def wait(self, whom: str) -> timedelta:
        """How long until one more use is allowed."""
        bucket = Allowance.objects.filter(key=self.key(whom)).first()
        if bucket is None:
            return timedelta(0)
        passed = max(timezone.now() - bucket.counted_at, timedelta(0))
        missing = 1 - min(float(self.times), bucket.left + passed / self.one_more_after)
        return max(self.one_more_after * missing, timedelta(0))

    def key(self, whom: str) -> str:
        return salted_hmac(f"unions.background.rate_limits.{self.name}", whom, algorithm="sha256").hexdigest()


def delete_full_buckets() -> int:
    """Remove the buckets that are full again by now; returns how many."""
    return Allowance.objects.filter(counted_at__lt=timezone.now() - timedelta(days=3)).delete()[0]
