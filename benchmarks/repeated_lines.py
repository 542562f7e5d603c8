"""Runs of lines in functions that stand twice, whatever their names are.

Each line becomes its tokens: a name becomes the place at which it first comes up in the run, a text or a number becomes
its kind; what follows a dot stays. Blank lines, comments, docstrings and lone brackets are passed over, and so is what
stands outside the bodies of functions: fields, settings and what a method takes from whoever calls it have to look
alike. Code that does the same in other words is not found.
"""

import ast
import io
import keyword
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

SHORTEST_RUN = 6
# A line: its number in the file and its tokens, each with whether it is a name to be replaced.
Line = tuple[int, list[tuple[str, bool]]]
# A place: the file, and which of its lines.
Place = tuple[str, int]


def lines_of(text: str) -> list[Line]:
    """The lines that count, as tokens."""
    inside = lines_in_functions(text)
    lines: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    before = ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            is_replaced = before != "." and not keyword.iskeyword(token.string)
            lines[token.start[0]].append((token.string, is_replaced))
        elif token.type in (tokenize.STRING, tokenize.NUMBER):
            lines[token.start[0]].append((f"<{tokenize.tok_name[token.type]}>", False))
        elif token.type == tokenize.OP:
            lines[token.start[0]].append((token.string, False))
        before = token.string
    return [(number, line) for number, line in sorted(lines.items()) if number in inside and says_something(line)]


def lines_in_functions(text: str) -> set[int]:
    """The lines of their bodies."""
    return {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for number in range(node.body[0].lineno, node.end_lineno + 1)
    }


def says_something(line: list[tuple[str, bool]]) -> bool:
    """Whether a line holds more than a text or brackets."""
    return any(word[0].isalpha() or word[0] == "_" for word, _is_name in line)


def shape(run: list[Line]) -> str:
    """A run with its names replaced by the places at which they first come up."""
    places: dict[str, str] = {}
    return "\n".join(
        " ".join(places.setdefault(word, f"<{len(places)}>") if is_name else word for word, is_name in tokens)
        for _number, tokens in run
    )


def repeated_runs(texts: dict[str, str]) -> list[str]:
    """Where lines stand that stand further up as well: "file:first-last = file:first" for each stretch of them."""
    lines = {path: lines_of(text) for path, text in texts.items()}
    first_places: dict[str, Place] = {}
    twins: dict[Place, Place] = {}
    for path, of_file in lines.items():
        for start in range(len(of_file) - SHORTEST_RUN + 1):
            said = shape(of_file[start : start + SHORTEST_RUN])
            twin = first_places.setdefault(said, (path, start))
            # A run may not be its own twin, a few lines further down.
            if twin[0] != path or start - twin[1] >= SHORTEST_RUN:
                twins[path, start] = twin
    return [described(stretch, twins, lines) for stretch in stretches(sorted(twins))]


def stretches(places: list[Place]) -> Iterator[list[Place]]:
    """Runs that overlap, taken together."""
    stretch = places[:1]
    for before, place in pairwise(places):
        if place[0] != before[0] or place[1] - before[1] >= SHORTEST_RUN:
            yield stretch
            stretch = []
        stretch.append(place)
    if stretch:
        yield stretch


def described(stretch: list[Place], twins: dict[Place, Place], lines: dict[str, list[Line]]) -> str:
    (path, start), (_path, end) = stretch[0], stretch[-1]
    twin, twin_start = twins[stretch[0]]
    first, last = lines[path][start][0], lines[path][end + SHORTEST_RUN - 1][0]
    return f"{path}:{first}-{last} = {twin}:{lines[twin][twin_start][0]}"
