"""Words that were searched for in vain, counted in memory and written down now and then: reading writes nothing."""

import threading
from collections import Counter

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pages.search.models import LONGEST_WORD_IN_VAIN, WordInVain
from pages.search.tokens import stop_words
from unions.models import Union
from unions.text.languages import active_language
from unions.text.turkish import fold

# So many different words are held at once, and are written down for one union and day.
MOST_HELD = 500
MOST_A_DAY = 300
MOST_SHOWN = 30

_lock = threading.Lock()
_held: Counter[tuple[int, str]] = Counter()


def note(union_id: int, text: str) -> None:
    """Count the words of a search that found nothing. Numbers and addresses are no words: they may be somebody's."""
    stops = stop_words(active_language())
    if "@" in text:
        return
    words = {word for word in fold(text).split() if word.isalpha() and 2 < len(word) <= LONGEST_WORD_IN_VAIN}
    with _lock:
        for word in words - stops:
            if len(_held) < MOST_HELD or (union_id, word) in _held:
                _held[union_id, word] += 1


def taken() -> Counter[tuple[int, str]]:
    """What was counted since the last time; it is held no longer."""
    with _lock:
        counted = Counter(_held)
        _held.clear()
    return counted


def write_down() -> int:
    """Add what this process has counted to the table; returns how many words."""
    counted, today = taken(), timezone.localdate()
    for (union_id, word), number in counted.items():
        with transaction.atomic():
            rows = WordInVain.objects.filter(union=union_id, day=today)
            if rows.filter(word=word).update(number=F("number") + number):
                continue
            if rows.count() < MOST_A_DAY and Union.objects.filter(pk=union_id).exists():
                WordInVain.objects.bulk_create(
                    [WordInVain(union_id=union_id, day=today, word=word, number=number)], ignore_conflicts=True
                )
    return len(counted)


def erase_old() -> int:
    """Erase what was counted long ago; returns how many rows."""
    return WordInVain.objects.over(timezone.localdate()).delete()[0]


def told_to_staff(union: Union) -> list[tuple[str, int]]:
    rows = WordInVain.objects.shown_to_staff(union, timezone.localdate())[:MOST_SHOWN]
    return [(row["word"], row["times"]) for row in rows]
