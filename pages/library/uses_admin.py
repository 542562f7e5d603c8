"""What the admin of a library says and asks of the rows that show an entry of it."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.library.words import Uses, whole_of
from unions.admin.kit.readers_see import visibility_in_words
from unions.admin.kit.rights import may_change_public
from unions.admin.kit.tasks import change_url
from unions.models import UnionOwned
from unions.publishing.states import Publishable
from unions.reviewing import two_people


class WithUses:
    """An admin of entries that rows of other kinds show: where, and what of them the person may change."""

    model: Any

    @admin.display(description=gettext_lazy("shown in"))
    def shown_in(self, entry):
        """Every row that shows it, with what readers see of that."""
        uses = self.stored_uses(entry)
        if not uses:
            return _("nothing: not used")
        return format_html_join(
            mark_safe("<br>"),
            '<a href="{}">{}</a> <span class="quiet">{}</span>',
            [(change_url(whole_of(row)), whole_of(row), state_of(row)) for row in uses],
        )

    def stored_uses(self, entry) -> list[UnionOwned]:
        # `entry` holds the fields of a refused form.
        stored = self.model.objects.filter(pk=entry.pk).first() if entry.pk else None
        return stored.uses() if stored else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.uses_by_right = staticmethod(partial(self.uses_by_right, request))
        return form

    def uses_by_right(self, request: Any, entry: Any) -> Uses:
        """The uses of an entry as it is stored, by what the person may do with them."""
        uses = Uses([], [], [])
        for row in self.stored_uses(entry):
            right = f"{row._meta.app_label}.change_{row._meta.model_name}"
            if not (request.user.has_perm(right) and may_change_public(request, row)):
                uses.closed.append(row)
            elif is_out(whole_of(row)) and two_people.is_asked():
                uses.for_two.append(row)
            else:
                uses.open.append(row)
        return uses

    def may_restore(self, request, row):
        if not super().may_restore(request, row):
            return False
        uses = self.uses_by_right(request, row) if row is not None else Uses([], [], [])
        return not (uses.closed or uses.for_two)

    def get_deleted_objects(self, objs, request):
        to_delete, model_count, perms_needed, protected = super().get_deleted_objects(objs, request)
        rows = [row for entry in objs for row in entry.uses()]
        shown = [format_html('<a href="{}">{}</a>', change_url(whole_of(row)), whole_of(row)) for row in rows]
        return to_delete, model_count, perms_needed, [*protected, *dict.fromkeys(shown)]


def is_out(whole: Any) -> bool:
    """Whether readers see it, or will."""
    return isinstance(whole, Publishable) and whole.status == Publishable.Status.PUBLISHED


def state_of(row: Any) -> str:
    whole = whole_of(row)
    kind = str(whole._meta.verbose_name)
    return f"{kind} · {visibility_in_words(whole)}" if isinstance(whole, Publishable) else kind
