"""The feed of the yearly papers."""

from collections.abc import Iterable
from datetime import datetime, time

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from unions.models import Paper
from unions.standards.feeds import NEWEST, UnionFeed
from unions.text.languages import active_language, language_of


class PaperFeed(UnionFeed):
    def about(self) -> str:
        return _("Annual documents")

    def link(self) -> str:
        return reverse("paper_grid")

    def items(self) -> Iterable[Paper]:
        return Paper.objects.published().select_related("union").order_by("-published_on", "-pk")[:NEWEST]

    def item_title(self, paper: Paper) -> str:
        return str(paper)

    def item_description(self, paper: Paper) -> str:
        return escape(paper.summary)

    def item_pubdate(self, paper: Paper) -> datetime:
        return paper.publish_at or datetime.combine(paper.published_on or paper.created_at.date(), time.min)

    def item_extra_kwargs(self, paper: Paper) -> dict:
        return {"language": language_of(paper, "summary") if paper.summary else active_language()}
