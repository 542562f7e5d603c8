"""What is said above the form of the statute's numbers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from unions import law
from unions.admin.kit.notes import notes_about
from unions.admin.kit.tasks import Task, change_url
from unions.law.findings import finding
from unions.models import Statute


@notes_about(Statute)
def of_statute(statute: Statute) -> Iterator[Task]:
    """A committee larger than the law is said to allow: a warning, as the wording was not read."""
    if statute.executive_size and not law.executive_size_allowed(statute.executive_size):
        text = _("The executive committee has %(number)s elected members.") % {"number": statute.executive_size}
        yield Task(finding("executive_size", law.executive_size_allowed, text).text, change_url(statute))
