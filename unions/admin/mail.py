"""The page that shows what became of the union's mail."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.rights import AsItHappened
from unions.admin.kit.tasks import Task, list_url
from unions.models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(AsItHappened, UnionOwnedAdmin):
    about = gettext_lazy(
        "Every e-mail that this site has sent or is about to send, and why any of them did not arrive. "
        "Texts are deleted after 30 days."
    )
    list_display = ["to", "state", "created_at", "failure", "subject"]
    list_filter = ["state", "failure"]
    search_fields = ["to", "subject"]
    ordering = ["-created_at", "-pk"]
    actions = ["try_again"]
    fields = [
        ("to", "reply_to"),
        "subject",
        "state",
        ("created_at", "sent_at"),
        ("attempts", "next_attempt_at"),
        "failure",
        "server_said",
        "body",
        "message_id",
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.of_the_union()

    def visible_records(self, request):
        records = super().visible_records(request)
        return records if request.user.is_superuser else records.filter(is_personal=False)

    def get_readonly_fields(self, request, obj=None):
        return [name for line in self.fields for name in ([line] if isinstance(line, str) else line)]

    def shows_version(self, request, obj):
        return False

    @admin.action(description=gettext_lazy("Try again now"), permissions=["change"])
    def try_again(self, request, queryset):
        number = queryset.try_again()
        if number:
            text = ngettext("One e-mail will be sent again.", "%(number)s e-mails will be sent again.", number)
            messages.success(request, text % {"number": number})
        if queryset.without_text().exists():
            messages.warning(request, _("The text of old e-mails has been deleted; they cannot be sent again."))

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        failed, delayed = self.get_queryset(request).in_trouble()
        if failed:
            text = ngettext(
                "One e-mail could not be delivered.", "%(number)s e-mails could not be delivered.", failed
            ) % {"number": failed}
            tasks.append(Task(text, list_url(OutgoingMail, state__exact=OutgoingMail.State.FAILED), True))
        if delayed:
            text = ngettext(
                "The mail server has not accepted one e-mail yet; it will be retried automatically.",
                "The mail server has not accepted %(number)s e-mails yet; they will be retried automatically.",
                delayed,
            ) % {"number": delayed}
            tasks.append(Task(text, list_url(OutgoingMail, state__exact=OutgoingMail.State.WAITING)))
        return tasks
