"""`modified` of every object of an answer, looked up for all of them at once."""

from collections import defaultdict
from datetime import datetime

from members.standards.oparl.objects import Writer
from members.standards.oparl.shown import OfUnion, Shows, last_change, latest_of
from members.standards.oparl.sources import sources
from members.standards.oparl.writing import Head
from unions.models import Headquarters, Term, UnionHost, UnionName
from unions.text.dates import moment_for_programs

# The host stands in every address.
SHOWN_BY_SYSTEM: list[Shows] = [OfUnion(UnionName), OfUnion(UnionHost)]
SHOWN_BY_BODY: list[Shows] = [*SHOWN_BY_SYSTEM, OfUnion(Headquarters), OfUnion(Term)]


def finished(writer: Writer, content: dict, now: datetime) -> dict:
    """The content, with `modified` of every object in it filled in."""
    heads: dict[tuple[str, str], list[Head]] = defaultdict(list)
    for head in writer.heads:
        heads[head.kind, head.prefix].append(head)
    for (kind, prefix), alike in heads.items():
        latest = latest_of(shown_by(kind, prefix), {head.row.pk for head in alike}, now)
        for head in alike:
            own = last_change(head.row, now)
            head.content["modified"] = moment_for_programs(max(own, latest.get(head.row.pk, own)))
    writer.heads.clear()
    return content


def shown_by(kind: str, prefix: str) -> list[Shows]:
    """What the objects of a kind show beside their own rows."""
    if kind == "system":
        return SHOWN_BY_SYSTEM
    if kind == "body":
        return SHOWN_BY_BODY
    return next(source.shows for source in sources()[kind] if source.prefix == prefix)
