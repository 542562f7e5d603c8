"""What a password must not be, beyond Django's own rules: a worn word with a number, or the name of a union."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unions.models import Union, UnionName
from unions.text.turkish import plain

# What people in a Turkish office put before a year; the list that Django brings is English.
WORN_WORDS = frozenset(Path(__file__).with_name("worn_words.txt").read_text(encoding="utf-8").split())
# Fewer different signs are one sign typed again and again.
FEWEST_SIGNS = 5
# What must be left of a password when its known parts are taken away.
OWN_PART = 8
SHORTEST_NAME = 4


class WornPasswordValidator:
    """Refuses what is guessed first: common words with a number behind them, rows of keys, repeated signs."""

    def validate(self, password: str, user=None) -> None:
        if is_worn(password):
            raise ValidationError(self.get_help_text(), code="password_is_worn")

    def get_help_text(self) -> str:
        return _(
            "The password must not be a common word with a few numbers, a row of keys or a repetition. "
            "Four words that have nothing to do with each other are good."
        )


class NameOfUnionValidator:
    """Refuses a password that is little more than the name of a union or of the person."""

    def validate(self, password: str, user=None) -> None:
        left = plain(password)
        for word in sorted(names_of_unions() | names_of(user), key=len, reverse=True):
            left = left.replace(word, "")
        if left != plain(password) and len(letters_and_rest(left)) < OWN_PART:
            raise ValidationError(self.get_help_text(), code="password_is_name")

    def get_help_text(self) -> str:
        return _("The password must not be made of the union's name or your own.")


def is_worn(password: str) -> bool:
    """Whether the password is one that programs try first."""
    folded = plain(password)
    if len(set(folded)) < FEWEST_SIGNS or is_row(folded):
        return True
    words = re.findall(r"[a-z]+", folded)
    core = "".join(words)
    known = known_words()
    # What is no letter is a year, a plate or the sign that somebody asked for.
    return core in known or (0 < len(words) <= 2 and all(word in known for word in words)) or is_two_worn_words(core)


def is_two_worn_words(text: str) -> bool:
    return any(text[:place] in WORN_WORDS and text[place:] in WORN_WORDS for place in range(1, len(text)))


@cache
def known_words() -> frozenset[str]:
    """Common passwords of the world and of a Turkish office."""
    return WORN_WORDS.union(CommonPasswordValidator().passwords)


def is_row(text: str) -> bool:
    """Whether most signs follow the one before: 123456789012, abcdefghijkl, and backwards."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return sum(step in [1, -1] for step in steps) >= len(steps) * 0.7


def letters_and_rest(text: str) -> str:
    """The text without years, numbers and signs at its ends."""
    return text.strip("0123456789.,;:!?*-_+/&%#@'\"()[] ")


def names_of_unions() -> set[str]:
    """The words by which the unions of this installation are known, folded."""
    texts = [*Union.objects.values_list("code", flat=True)]
    for row in UnionName.all_unions.values_list("name_tr", "short_name"):
        texts += [text for text in row if text]
    return words_of(texts)


def names_of(user) -> set[str]:
    """The words of the person's names and address, folded."""
    if user is None:
        return set()
    local_part = (user.email or "").partition("@")[0]
    return words_of([user.first_name, user.last_name, user.username, local_part])


def words_of(texts) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", plain(text)) if len(word) >= SHORTEST_NAME}
