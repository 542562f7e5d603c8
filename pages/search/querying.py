"""What was typed is read into groups of words, candidates are fetched in tiers, and scored here, by no database."""

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import pairwise

from django.utils import timezone

from pages.search.index import now_text, unpacked
from pages.search.tokens import (
    AROUND_DAY,
    ASKING,
    BEGINNING,
    CITATION,
    EXACT,
    ISO_DAY,
    LONGEST_WORD,
    MONTH_FIRST,
    MONTH_NUMBERS,
    NUMERIC_DAY,
    SPOKEN_CITATION,
    STEM,
    SYNONYM,
    TELEPHONE,
    TYPO,
    WRITTEN_DAY,
    citations_in,
    citations_said,
    days_in,
    default_synonyms,
    forms,
    meets,
    months_in,
    read_synonyms,
    stop_words,
    telephones_in,
    words_of,
)
from unions.text.stems import hardened, stem_of
from unions.text.turkish import fold

LONGEST_QUERY = 200
MOST_WORDS = 12
CANDIDATES = 500
ENOUGH = 30
# The best by title, headings and summary are compared by their texts as well.
# With any one word only, so many each.
CANDIDATES_OF_A_WORD = 150
BEGINS = 3
# So many letters tell a word even where one of them is wrong.
LONG = 8
READ_TEXTS = 20
# Of so many entries it is known how many there are.
COUNTED = 300
TITLE, HEADING, SUMMARY, TEXT, OWN = 4.0, 3.0, 2.0, 1.0, 6.0
PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,})[\"“”„«»]")
# Between the headings of an entry.
SEPARATOR = " · "
NAMED_SO = 0.4
APART = 0.95
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Group:
    """What one word of the question is met by: tokens, each with how much it counts."""

    word: str
    tokens: dict[str, float] = field(default_factory=dict)
    # Several words that together mean the same.
    joint: list[list[str]] = field(default_factory=list)
    # An own citation or day, which counts more than any title.
    is_own: bool = False
    mentioned: frozenset[int] = frozenset()
    typo_for: str = ""
    months: tuple[str, ...] = ()
    rarity: float = 1.0

    @cached_property
    def worth(self) -> list[tuple[str, float]]:
        """The tokens, those that count most first."""
        return sorted(self.tokens.items(), key=lambda pair: -pair[1])

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """How every word that the group could be met by begins: a look that costs next to nothing."""
        words = [token[2:] if token[1:2] == "_" else token for token in self.tokens]
        words += [token[2:] if token[1:2] == "_" else token for parts in self.joint for token in parts]
        return tuple({f" {word[:BEGINS]}" for word in words})

    def expression(self, prefix: str = "") -> str:
        """The tokens as the index is asked for them; of a title it has neither beginnings nor words together."""
        tokens = [token for token in self.tokens if not token.isalpha()]
        if prefix:
            tokens = [token for token in tokens if not token.startswith("z_")]
        parts = [f'"{prefix}{token}"' for token in tokens]
        if not prefix:
            parts += [f'"p_{self.word}"'] if self.word.isalpha() else []
            parts += ["(" + " AND ".join(f'"{word}"' for word in words) + ")" for words in self.joint]
        return "(" + " OR ".join(parts) + ")"


@dataclass
class Question:
    """What was typed, as it is understood."""

    text: str
    groups: list[Group] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    bonus: list[str] = field(default_factory=list)
    # Single letters beside words: “Ş. Karaselvi”.
    initials: frozenset[str] = frozenset()
    meant: str = ""


@dataclass
class Hit:
    """A hit with what the list shows of it; others of the same title stand behind it."""

    entry: sqlite3.Row
    score: float
    is_foreign: bool = False
    others: list[sqlite3.Row] = field(default_factory=list)
    # The union it stands in, where that is another one.
    union_id: int = 0


Synonyms = dict[str, list[tuple[list[str], list[list[str]]]]]


@lru_cache(maxsize=64)
def synonyms_of(staff: str, language: str) -> Synonyms:
    """By each form of each word that means the same as something: the words said together, and what they mean."""
    return by_form(merged(default_synonyms(), read_synonyms(staff)), language)


def by_form(table: dict[str, list[list[str]]], language: str) -> Synonyms:
    found: Synonyms = {}
    for said, meant in table.items():
        parts = said.split()
        for form in {form for part in parts for form in forms(part, language)[:2]}:
            found.setdefault(form, []).append((parts, meant))
    return found


def merged(*tables: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """What each word means by all tables together."""
    whole: dict[str, list[list[str]]] = {}
    for table in tables:
        for word, meant in table.items():
            whole[word] = [*whole.get(word, []), *meant]
    return whole


class Scope:
    """The entries of one union in one language."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        union_id: int,
        language: str,
        synonyms: dict | None = None,
        outdated: Collection[str] = (),
    ):
        self.connection = connection
        # Keys of entries that may no longer be shown.
        self.outdated = outdated
        self.union_id, self.language = union_id, language
        self.table = f"{union_id}_{language}"
        self.numbers: dict[str, int] = {}
        self.now = now_text()
        self.synonyms = synonyms_of(self.staff_synonyms(), language)
        if synonyms:
            self.synonyms = by_form(merged(default_synonyms(), synonyms), language)
        self.exists = bool(
            connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [f"f_{self.table}"]).fetchone()
        )

    def staff_synonyms(self) -> str:
        """The synonyms that the union has written, as of the index: they count while the database is silent, too."""
        row = self.connection.execute("SELECT synonyms FROM union_state WHERE union_id = ?", [self.union_id]).fetchone()
        return row[0] or "" if row else ""

    def number_of(self, token: str) -> int:
        """How many entries have the token, about; a word counts by its stem."""
        token = forms(token, self.language)[1] if token.isalpha() else token
        if token not in self.numbers:
            first = self.fetch(f'"{token}"', COUNTED)
            # Entries stand in the order of their numbers: how far the first ones reach tells how many there are.
            is_all = len(first) < COUNTED
            self.numbers[token] = len(first) if is_all else COUNTED * self.highest // max(first[-1], 1)
        return self.numbers[token]

    @cached_property
    def highest(self) -> int:
        return int(self.connection.execute(f"SELECT MAX(number) FROM e_{self.table}").fetchone()[0] or 1)  # noqa: S608 - our own tables

    def fetch(self, expression: str, most: int) -> list[int]:
        rows = self.connection.execute(
            f"SELECT rowid FROM f_{self.table} WHERE f_{self.table} MATCH ? LIMIT ?",  # noqa: S608 - our own tables
            [expression, most],
        )
        return [row[0] for row in rows]

    def has(self, number: int, expression: str) -> bool:
        """Whether an entry is found by the expression."""
        return bool(
            self.connection.execute(
                f"SELECT 1 FROM f_{self.table} WHERE f_{self.table} MATCH ? AND rowid = ?",  # noqa: S608 - our own tables
                [expression, number],
            ).fetchone()
        )

    def is_shown(self, word: str) -> bool:
        """Whether an entry with the word can be read now: what was withdrawn or has yet to come suggests nothing."""
        return bool(rows_of(self.fetch(f'"y_{stem_of(word, self.language)}"', CANDIDATES), self))

    def may_be_shown(self, row: sqlite3.Row) -> bool:
        """Whether an entry is public now: neither yet to come, nor over, nor changed since the index was made."""
        is_now = row["shown_from"] <= self.now and not ("" < row["shown_until"] <= self.now)
        return is_now and row["key"] not in self.outdated

    def known(self, words: Iterable[str]) -> list[str]:
        words = list(words)
        marks = ", ".join("?" * len(words))
        return [
            row[0]
            for row in self.connection.execute(f"SELECT word FROM w_{self.table} WHERE word IN ({marks})", words)  # noqa: S608 - our own tables
        ]

    def beginning_with(self, letters: str) -> list[str]:
        rows = self.connection.execute(
            f"SELECT word FROM w_{self.table} WHERE word >= ? AND word < ? LIMIT 400",  # noqa: S608 - our own tables
            [letters, letters + "{"],
        )
        return [row[0] for row in rows]

    @cached_property
    def state(self) -> sqlite3.Row:
        """How many entries there are, and by what their texts are compressed."""
        row: sqlite3.Row = self.connection.execute("SELECT * FROM scope_state WHERE scope = ?", [self.table]).fetchone()
        return row


# Reading the question


def read(text: str, scope: Scope) -> Question:
    text = text[:LONGEST_QUERY]
    question = Question(text)
    question.phrases = [fold(phrase) for phrase in PHRASE.findall(text) if fold(phrase)]
    question.bonus = [f"m_{month}" for month in months_in(text)]
    words = list(dict.fromkeys(words_of(numbers_taken_out(question, text))))[:MOST_WORDS]
    told = [word for word in words if not is_said_in_vain(word, question, scope.language)]
    words = told or ([] if question.groups else words)
    question.initials = frozenset(words_of(text)) & frozenset(LETTERS) if told else frozenset()
    question.groups += groups_of(words, scope)
    for group in question.groups:
        if group.is_own:
            group.mentioned = frozenset(scope.fetch(group.expression(), CANDIDATES))
        count = max((scope.number_of(token) for token in list(group.tokens)[:2]), default=0)
        count = count or max((scope.number_of(token) for token in group.tokens), default=0)
        group.rarity = math.log(1 + scope.state["entries"] / (count + 1)) + 0.3
    if any(group.typo_for for group in question.groups):
        question.meant = " ".join(group.typo_for or group.word for group in question.groups)
    return question


def numbers_taken_out(question: Question, text: str) -> str:
    """What is left of a text without its citations, days and telephone numbers, which become groups of their own."""
    days = days_in(text)
    folded = fold(text)
    for citation in citations_in(text) | (set() if days else citations_said(folded)):
        question.groups.append(Group(citation, {f"n_{citation}": EXACT, f"c_{citation}": EXACT}, is_own=True))
    for day in days:
        question.groups.append(Group(day, {f"d_{day}": EXACT, f"e_{day}": EXACT}, is_own=True))
    for number in telephones_in(text):
        question.groups.append(Group(number, {f"g_{number}": EXACT}, is_own=True))
    rest = fold(CITATION.sub(" ", ISO_DAY.sub(" ", NUMERIC_DAY.sub(" ", TELEPHONE.sub(" ", text)))))
    return MONTH_FIRST.sub(" ", WRITTEN_DAY.sub(" ", rest)) if days else SPOKEN_CITATION.sub(" ", rest)


def is_said_in_vain(word: str, question: Question, language: str) -> bool:
    """Whether a word only asks, or only says that a number beside it is a day."""
    if word in stop_words(language) or (len(word) == 1 and not word.isdigit()):
        return True
    if language == "tr" and ASKING.fullmatch(word):
        return True
    return word in AROUND_DAY and bool(question.groups or question.bonus)


def groups_of(words: list[str], scope: Scope) -> list[Group]:
    words = joined(words, scope)
    apart = written_apart(words, scope)
    groups = []
    for place, word in enumerate(words):
        group = with_synonyms(words, place, scope)
        if not any(scope.number_of(token) for token in group.tokens) and not group.joint and word.isalpha():
            groups += mended(group, scope)
        else:
            groups.append(group)
        with_months(group)
        for whole in apart.get(word, ()):
            group.tokens.update({token: APART * worth for token, worth in plain_group(whole, scope.language).worth})
    return groups


def written_apart(words: list[str], scope: Scope) -> dict[str, list[str]]:
    """By word, what it is together with its neighbour where the vocabulary knows that too, “trakya kent”."""
    found: dict[str, list[str]] = {}
    for first, second in pairwise(words):
        whole = first + second
        if len(first) > 2 and len(second) > 2 and whole.isalpha() and scope.known([whole]):
            found.setdefault(first, []).append(whole)
            found.setdefault(second, []).append(whole)
    return found


def with_months(group: Group) -> None:
    """A month without a year also means what happens in it, of this year or of those beside it."""
    month = MONTH_NUMBERS.get(group.word)
    if month and group.word != "may":
        this = timezone.localdate().year
        group.months = tuple(f"{year}-{month:02}" for year in (this - 1, this, this + 1))
        group.tokens.update({f"m_{day.replace('-', '')}": STEM for day in group.months})


def plain_group(word: str, language: str) -> Group:
    worth = [EXACT, STEM, BEGINNING]
    return Group(word, dict(zip(forms(word, language), worth, strict=False)))


def with_synonyms(words: list[str], place: int, scope: Scope) -> Group:
    """The group of a word, with what means the same as it, or as it and its neighbours."""
    language = scope.language
    group = plain_group(words[place], language)
    for parts, meant in scope.synonyms.get(forms(words[place], language)[:2][-1], ()):
        if is_said(parts, words, place, language):
            for other in meant:
                if len(other) == 1:
                    for form in forms(other[0], language)[:2]:
                        group.tokens.setdefault(form, SYNONYM)
                else:
                    # By their stems where they are short, else by their beginnings.
                    group.joint.append([forms(part, language)[-1] for part in other])
    return group


def is_said(parts: list[str], words: list[str], place: int, language: str) -> bool:
    """Whether the words from one of these places on are the parts, and the one at the place is among them."""
    for start in range(max(place - len(parts) + 1, 0), place + 1):
        here = words[start : start + len(parts)]
        if len(here) == len(parts) and all(map(partial(are_forms_of_one, language=language), here, parts)):
            return True
    return False


def are_forms_of_one(word: str, other: str, language: str) -> bool:
    return not set(forms(word, language)[:2]).isdisjoint(forms(other, language)[:2])


def joined(words: list[str], scope: Scope) -> list[str]:
    """Neighbours that the vocabulary knows as one word, “kadın hanı”, unless they are at home apart."""
    result = list(words)
    for first, second in pairwise(words):
        both = first + second
        if len(first) > 1 and len(both) > 4 and both.isalpha() and first in result and second in result:
            apart = min(scope.number_of(first), scope.number_of(second))
            if scope.known([both]) and scope.number_of(both) >= apart:
                place = result.index(first)
                result[place : place + 2] = [both]
    return result


def mended(group: Group, scope: Scope) -> list[Group]:
    """An unknown word read as two that are known, or as the most frequent word that is nearly the same."""
    word = group.word
    cuts = [(word[:place], word[place:]) for place in range(3, len(word) - 2)]
    known = {*scope.known(part for parts in cuts for part in parts if len(part) > 3)}
    # A whole word that is nearly the same is likelier than two; a short one has too many that are.
    is_one = len(word) >= LONG and bool(scope.known(changed_once(word)))
    for parts in cuts if not is_one else ():
        if all((len(part) < 4 or part in known) and scope.number_of(part) for part in parts):
            return [plain_group(part, scope.language) for part in parts]
    best = nearest(word, scope)
    if best:
        group.typo_for = best
        meant = with_synonyms([best], 0, scope)
        group.tokens.update({token: TYPO * worth for token, worth in meant.tokens.items()})
        group.joint += meant.joint
    return [group]


def nearest(word: str, scope: Scope) -> str:
    if len(word) < 4:
        return ""
    changed = changed_once(word)
    found = scope.known(changed) or [said for said in scope.synonyms if said in changed]
    if not found and len(word) > 5:
        near = {*scope.beginning_with(word[:3]), *scope.beginning_with(word[:2])}
        alike = [other for other in near if abs(len(other) - len(word)) < 3 and len({*other} ^ {*word}) < 5]
        found = [other for other in alike if distance(word, other) <= 2]
        if not found:
            # Suffixes behind a misspelt stem: the beginnings are compared.
            found = [other for other in near if len(other) > 4 and distance(word[: len(other)], other) <= 1]
        if not found:
            # A misspelt stem of a word that only stands with suffixes.
            found = [other for other in near if len(other) > len(word) and distance(word, longer(other, word)) <= 1]
    found.sort(key=lambda other: (other[0] != word[0], distance(word, other), -scope.number_of(other)))
    return next((other for other in found if scope.is_shown(other) or other in scope.synonyms), "")


def longer(other: str, word: str) -> str:
    """As much of a known word as is one letter longer than what was typed, as a stem ends."""
    return hardened(other[: len(word) + 1])


def changed_once(word: str) -> set[str]:
    """All words at a distance of one letter, neighbours that changed places included."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {start + end[1:] for start, end in cuts if end}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1}
    other = {start + letter + end[1:] for start, end in cuts if end for letter in LETTERS}
    more = {start + letter + end for start, end in cuts for letter in LETTERS}
    return {changed for changed in left_out | swapped | other | more if len(changed) > 3} - {word}


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> int:
    """Damerau's distance in its simple form."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before_that, before, row = before, row, [place]
        for column, sign in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != sign))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == sign:
                cost = min(cost, before_that[column - 2] + 1)
            row.append(cost)
    return row[-1]


# Candidates


def candidates(question: Question, scope: Scope, filters: list[str]) -> list[int]:
    """Numbers of entries, at most 500 a tier: by title, with all words, with all but one, with any."""
    narrowed = "".join(f' AND "{token}"' for token in filters)
    groups = question.groups
    found: dict[int, None] = {}

    def add(expression: str, most: int = CANDIDATES) -> None:
        found.update(dict.fromkeys(scope.fetch(f"({expression}){narrowed}", most)))

    if not groups:
        return []
    if all(not group.is_own for group in groups):
        add(" AND ".join(group.expression("t_") for group in groups))
    add(" AND ".join(group.expression() for group in groups))
    for month in question.bonus:
        add(f'"{month}"')
    if len(groups) > 2 and len(found) < ENOUGH:
        for left_out in range(len(groups)):
            add(" AND ".join(group.expression() for place, group in enumerate(groups) if place != left_out))
    if len(groups) > 1 and len(found) < ENOUGH:
        # The rarer the word, the sooner it is asked for.
        for group in sorted(groups, key=lambda group: -group.rarity):
            add(group.expression(), CANDIDATES_OF_A_WORD)
            if len(found) > CANDIDATES:
                break
    return list(found)[:CANDIDATES]


def worth_in_text(group: Group, number: int, scope: Scope) -> float:
    """How much the group counts in the text of an entry, however long it is: the index is asked."""
    for token, worth in group.worth:
        if not token.isalpha() and scope.has(number, f'"{token}"'):
            return worth
    joint = [" AND ".join(f'"{word}"' for word in words) for words in group.joint]
    return SYNONYM if any(scope.has(number, expression) for expression in joint) else 0.0


def rows_of(numbers: list[int], scope: Scope) -> list[sqlite3.Row]:
    marks = ", ".join("?" * len(numbers))
    rows = scope.connection.execute(f"SELECT * FROM e_{scope.table} WHERE number IN ({marks})", numbers)  # noqa: S608 - our own tables
    return [row for row in rows if scope.may_be_shown(row)]


# The score


def worth_in(group: Group, field: str, language: str) -> float:
    """How much the group counts in the words of a field."""
    best = next((worth for token, worth in group.worth if meets(token, field, language)), 0.0)
    if best < SYNONYM and any(all(meets(word, field, language) for word in words) for words in group.joint):
        return SYNONYM
    return best


def score(
    row: sqlite3.Row,
    question: Question,
    weight_of: Callable[[str], float],
    scope: Scope | None = None,
) -> float:
    """How well an entry answers: the best place of each word, by how rare it is; coverage; share of the title."""
    language = row["language"]
    short = f"{row['title_tokens']}{row['heading_tokens']}{row['summary_tokens']}"
    total = reached = covered = 0.0
    in_title = 0
    for group in question.groups:
        total += group.rarity
        if group.is_own:
            is_own = row["citation"] == group.word or (row["date"] or "").replace("-", "") == group.word
            best = OWN if is_own else TEXT * (row["number"] in group.mentioned)
        elif not any(beginning in short for beginning in group.beginnings):
            best = TEXT * (worth_in_text(group, row["number"], scope) if scope else BEGINNING)
        else:
            title = worth_in(group, row["title_tokens"], language)
            in_title += bool(title)
            best = TITLE * title
            if best < HEADING:
                best = max(best, HEADING * worth_in(group, row["heading_tokens"], language))
            if best < SUMMARY:
                best = max(best, SUMMARY * worth_in(group, row["summary_tokens"], language))
            if best < TEXT:
                best = max(best, TEXT * (worth_in_text(group, row["number"], scope) if scope else BEGINNING))
        if group.months and best < SUMMARY and (row["date"] or "").startswith(group.months):
            best = SUMMARY
        reached += group.rarity * best / TITLE
        covered += group.rarity * (best > 0)
    coverage = covered / total
    words = row["title_tokens"].count(" ") - 1
    share = min(in_title / max(words, 1), 1.0)
    result = (reached / total) * coverage**1.5 + 0.35 * share * coverage
    if any((row["date"] or "").replace("-", "").startswith(month[2:]) for month in question.bonus):
        result += 0.5 * coverage
    if scope and is_named_so(question, row, scope):
        result += NAMED_SO
    if question.initials and row["kind"] == "person" and has_initials(question, row):
        result += NAMED_SO
    return result * (1 + weight_of(row["kind"]))


def has_initials(question: Question, row: sqlite3.Row) -> bool:
    """Whether a name has words that begin with the single letters, beside those that were typed in full."""
    typed = {group.word for group in question.groups}
    begun = {word[:1] for word in row["title_tokens"].split() if word not in typed}
    return question.initials <= begun


def is_named_so(question: Question, row: sqlite3.Row, scope: Scope) -> bool:
    """Whether the title or a heading is what was typed and nothing else."""
    asked = {group.word for group in question.groups}
    stops = stop_words(row["language"])
    if asked == {*row["title_tokens"].split()} - stops:
        return True
    headings = row["heading_tokens"]
    if not all(f" {word} " in headings for word in asked):
        return False
    names = texts_of(row, scope)["headings"].split(SEPARATOR)
    return any(asked == {*words_of(name)} - stops for name in names if len(name) <= LONGEST_QUERY)


def found(
    text: str, scope: Scope, weight_of: Callable[[str], float], filters: Iterable[str] = (), is_foreign: bool = False
) -> tuple[Question, list[Hit], Counter]:
    """The question as it is understood, the hits with the best first, and of which kinds and years they are."""
    if not scope.exists:
        return Question(text), [], Counter()
    question = read(text, scope)
    rows = rows_of(candidates(question, scope, list(filters)), scope)
    if question.phrases:
        rows = with_phrases(rows, question, scope)
    ranked = sorted(rows, key=lambda row: (-score(row, question, weight_of), row["number"]))
    near, far = ranked[:READ_TEXTS], ranked[READ_TEXTS:]
    scored = [(score(row, question, weight_of, scope), row) for row in near]
    scored.sort(key=lambda pair: (-round(pair[0], 4), pair[1]["number"]))
    scored += [(0.0, row) for row in far]
    facets = Counter(("kind", row["kind"]) for row in rows) + Counter(
        ("year", row["year"]) for row in rows if row["year"]
    )
    return question, [Hit(row, value, is_foreign) for value, row in scored], facets


def with_phrases(rows: list[sqlite3.Row], question: Question, scope: Scope) -> list[sqlite3.Row]:
    """The rows that have the phrases as they were typed; where none has, those that have their words in other cases."""
    # Whole texts are not held at once: there may be hundreds, and long ones.
    exact = [row for row in rows if contains(whole(row, scope), question.phrases)]
    if exact:
        return exact
    phrases = [stems_of(phrase.split(), scope.language) for phrase in question.phrases]
    return [row for row in rows if has_in_other_cases(whole(row, scope), phrases, scope.language)]


def contains(text: str, phrases: list[str]) -> bool:
    return all(f" {phrase} " in text for phrase in phrases)


def has_in_other_cases(text: str, phrases: list[list[str]], language: str) -> bool:
    return all(stand_in_a_row(stems, text, language) for stems in phrases)


def stand_in_a_row(stems: list[str], text: str, language: str) -> bool:
    """Whether the words of these stems do; looked at are only those around one that begins as the longest stem."""
    longest = max(stems, key=len)
    before = stems.index(longest)
    # All words of a stem begin with it, but for its last letters.
    beginning = f" {longest[: max(len(longest) - 2, 1)]}"
    place = text.find(beginning)
    while place >= 0:
        start = place
        for _word in range(before):
            start = text.rfind(" ", 0, max(start, 0))
        words = text[start : start + (LONGEST_WORD + 1) * len(stems) + 1].split()[: len(stems)] if start >= 0 else []
        if len(words) == len(stems) and stems_of(words, language) == stems:
            return True
        place = text.find(beginning, place + 1)
    return False


def stems_of(words: list[str], language: str) -> list[str]:
    return [stem_of(word, language) if word.isalpha() else word for word in words]


def texts_of(row: sqlite3.Row, scope: Scope) -> dict[str, str]:
    """Headings, summary, text and what was remarked of an entry."""
    found = scope.connection.execute(f"SELECT texts FROM x_{scope.table} WHERE number = ?", [row["number"]])  # noqa: S608 - our own tables
    return unpacked(found.fetchone()[0], scope.state["dictionary"])


def whole(row: sqlite3.Row, scope: Scope) -> str:
    texts = texts_of(row, scope)
    parts = [row["title"], texts["headings"], texts["summary"], texts["text"]]
    return f" {' '.join(word for text in parts for word in words_of(text))} "


def folded_together(hits: list[Hit]) -> list[Hit]:
    """Hits of one title and kind as one, the best of them first: five elections of the same committee."""
    by_title: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first = by_title.setdefault((hit.entry["kind"], hit.entry["title"]), hit)
        if first is not hit:
            first.others.append(hit.entry)
    return list(by_title.values())
