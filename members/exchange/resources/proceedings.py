"""What tables of decisions, meetings and annual documents have in common: the organ, and what becomes public."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import values
from members.exchange.cells import AtColumn, Cells
from members.exchange.columns import Column
from members.exchange.resources.base import Resource
from members.exchange.resources.organs import organ_called, question_of_organ
from members.exchange.sources import FileQuestion
from unions.models import Organ
from unions.publishing.states import Publishable
from unions.tenancy import scope

MISSING = gettext_lazy("The column “%(heading)s” is empty in this row, but it is required.")
NO_ORGAN = gettext_lazy("The organ is missing. Enter one of these: %(known)s.")

DRAFT, PUBLISHED = Publishable.Status.DRAFT.value, Publishable.Status.PUBLISHED.value

ORGAN = Column(
    "organ",
    gettext_lazy("Organ"),
    gettext_lazy("The organ of the union."),
    str,
    spellings=["organı", "kurul", "birim", "karar organı", "kararı alan organ", "kararı veren organ", "toplanan organ"],
)
PAGE = Column("page", gettext_lazy("Page"), gettext_lazy("Address of the page on this site."), width=44)

within_title = values.short_text(300)


class Proceedings(Resource):
    """Records of the organs, which readers see once they are published."""

    read_only_columns: list[Column] = []
    has_organ = True

    def ask_of_table(self, source, answers):
        """Ask whose records these are where no column says it, and whether new ones become public at once."""
        heading = source.heading
        if heading is None:
            return
        self.answers = answers
        if self.has_organ and not heading.problems and "organ" not in heading.parts:
            source.questions.append(question_of_organ(answers))
        source.questions.append(self.question_of_status(answers))

    def question_of_status(self, answers) -> FileQuestion:
        options = [(DRAFT, _("Keep them as drafts"))]
        if self.may_publish():
            options.append((PUBLISHED, _("Publish them")))
        answer = answers.get("status", DRAFT)
        message = _("New records become public, or are kept as drafts until each of them is published.")
        return FileQuestion("status", message, options, answer if answer in dict(options) else DRAFT)

    def may_publish(self) -> bool:
        """Whether the person who chose the file may publish such records."""
        user, label = self.run.user if self.run else None, self.model._meta
        return user is not None and user.has_perm(f"{label.app_label}.publish_{label.model_name}")

    def prepare(self):
        # Nothing here is about a municipality.
        self.working, self.used_answers = {}, {}
        self.organs = list(Organ.objects.all())
        answers = getattr(self, "answers", {})
        self.only_organ = next((organ for organ in self.organs if str(organ.pk) == answers.get("organ")), None)
        wants_public = answers.get("status") == PUBLISHED and self.may_publish()
        self.new_status = PUBLISHED if wants_public else DRAFT

    def organ_of(self, cells: Cells) -> Organ:
        text = cells.text("organ")
        if text:
            return organ_called(text, self.organs)
        if self.only_organ is None or "organ" in cells.texts:
            known = ", ".join(f"“{organ.title_tr}”" for organ in self.organs) or "—"
            raise AtColumn("organ", NO_ORGAN, "missing", known=known)
        return self.only_organ

    @property
    def union(self):
        return scope.union()
