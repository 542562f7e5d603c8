"""What each button under an entry does with the form that was sent."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit import gate
from unions.admin.kit.next_version_forms import NUMBER, number_in, same_fields
from unions.admin.kit.next_versions import next_url
from unions.admin.kit.readers_see import say_what_readers_see
from unions.admin.kit.rights import may_publish, publishing_fields
from unions.models import NextVersion, Review
from unions.models.next_version import StaleDraft
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable, Visibility
from unions.reviewing import mails
from unions.reviewing.two_people import TakesTwo
from unions.tenancy.origin import absolute

DRAFT, PUBLISHED = Publishable.Status.DRAFT, Publishable.Status.PUBLISHED

NO_MOMENT = gettext_lazy("Enter when readers will see it: a time in the future.")


class Pressed:
    """A form that was sent by one of the buttons."""

    def __init__(self, model_admin: Any, request: Any, row: Any, *arguments: Any):
        self.admin, self.request, self.row = model_admin, request, row
        self.arguments = arguments
        self.is_private = row is None or row.status == DRAFT
        self.was_public = row is not None and row.visibility == Visibility.PUBLISHED

    # How it is saved

    def save(self) -> HttpResponse:
        """Save the row as the form says."""
        try:
            return self.once()
        except TakesTwo as refused:
            return self.admin.refused_alone(self.request, refused, self.once)

    def once(self) -> HttpResponse:
        response: HttpResponse = self.admin.changed_by_form(self.request, *self.arguments)
        return response

    def rehearse(self) -> HttpResponse | None:
        """Save the row as the form says and take it back; returns what the form says where it refuses."""
        said = self.request._messages
        self.request._messages = FallbackStorage(self.request)
        self.request.is_rehearsal = True
        with transaction.atomic():
            response = self.save()
            is_refused = response.status_code != 302
            transaction.set_rollback(not is_refused)
        self.request._messages = said
        self.request.is_rehearsal = False
        for upload in self.request.FILES.values():
            upload.seek(0)
        return response if is_refused else None

    def with_values(self, **values: str | list[str]) -> None:
        data = self.request.POST.copy()
        for name, value in values.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        self.request.POST = data

    def demand(self, name: str | None, text: Any) -> None:
        self.request.demands = {**getattr(self.request, "demands", {}), name: text}

    def stay(self) -> None:
        """Come back to the form, as nothing else was asked for."""
        if "_addanother" not in self.request.POST:
            self.with_values(_continue="1")

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(self.admin.url_of("change", self.row.pk))

    def need_right_to_publish(self) -> None:
        if not may_publish(self.request, self.admin.model):
            raise PermissionDenied

    def need_right_to_prepare(self) -> None:
        if self.row is not None and not self.admin.may_prepare(self.request, self.row):
            raise PermissionDenied

    def stored(self, **values: Any) -> NextVersion | HttpResponse:
        """The next version with what the form holds, or the form that says why it is not stored."""
        self.request.edits_next_version = True
        try:
            stored = self.admin.store_next(self.request, self.row, **values)
        except StaleDraft:
            return self.overtaken()
        if stored is None:
            return self.shown_again()
        self.admin.close_work(self.request, str(self.row.pk))
        return stored

    def overtaken(self) -> HttpResponse:
        """Somebody else has saved the next version since this form was opened: both texts, side by side."""
        draft = NextVersion.objects.of_row(self.row).select_related("written_by").first()
        if draft is None:
            # It was discarded or published; what this form holds begins a new one, once somebody has looked.
            messages.warning(self.request, _("The draft that you opened was published or discarded meanwhile."))
            self.with_values(**{NUMBER: "0"})
            return self.shown_again()
        messages.warning(self.request, _("Someone else has saved this draft since you opened it. Nothing is lost:"))
        self.request.next_version = self.request.overtaken_by = draft
        return self.shown_again()

    def shown_again(self) -> HttpResponse:
        """The form as it was sent; nothing is saved."""
        self.request.edits_next_version = True
        self.request.work = self.request.next_version
        self.admin.keep_refused(self.request, str(self.row.pk), [])
        return self.once()

    # The buttons

    def draft(self) -> HttpResponse:
        """Save without changing what readers see."""
        self.need_right_to_prepare()
        if self.is_private:
            self.with_values(status=DRAFT)
            self.stay()
            return self.save()
        before = self.request.next_version
        self.request.edits_next_version = True
        if before is None and not self.admin.is_changed_by(self.request, self.row):
            messages.info(self.request, _("Nothing was changed."))
            return self.back()
        stored = self.stored()
        if isinstance(stored, HttpResponse):
            return stored
        self.say_stored(stored, before)
        return self.back()

    def say_stored(self, stored: NextVersion, before: NextVersion | None) -> None:
        text = _("The draft is saved. Readers still see what they saw before: {} is not published yet.")
        link = format_html('<a href="{}">{}</a>', next_url(self.row), _("what it changes"))
        messages.success(self.request, format_html(text, link))
        if before is not None and before.publish_at and not stored.publish_at and stored.number != before.number:
            messages.warning(self.request, _("It was scheduled; now that it has changed, schedule it again."))

    def send_to_review(self) -> HttpResponse:
        self.need_right_to_prepare()
        if self.is_private:
            self.with_values(status=DRAFT)
            self.stay()
            self.request.after_saving = self.ask_for_review
            return self.save()
        self.request.edits_next_version = self.request.is_for_review = True
        if self.request.next_version is None and not self.admin.is_changed_by(self.request, self.row):
            messages.info(self.request, _("Nothing was changed."))
            return self.back()
        refused = self.rehearse()
        if refused is not None:
            return refused
        stored = self.stored()
        if isinstance(stored, HttpResponse):
            return stored
        self.ask_for_review(self.row)
        return self.back()

    def ask_for_review(self, row: Any) -> None:
        review = Review.objects.send(row, user=self.request.user, note=self.request.POST.get("review_note", ""))
        number = mails.ask_to_publish(review, type(row), absolute(self.request, next_url(row)))
        text = _("It is in review: those who can publish find it on their home page.")
        if number:
            text += " " + _("They have been notified by e-mail.")
        messages.success(self.request, text)

    def send_back(self) -> HttpResponse:
        self.need_right_to_publish()
        review = self.request.review
        if review is None:
            return self.back()
        if self.is_private and "version" in self.request.POST:
            self.with_values(status=DRAFT)
            self.stay()
            self.request.after_saving = lambda row: self.answer(review, row)
            return self.save()
        if "version" in self.request.POST and self.admin.is_changed_by(self.request, self.row):
            stored = self.stored()
            if isinstance(stored, HttpResponse):
                return stored
        self.answer(review, self.row)
        return self.back()

    def answer(self, review: Review, row: Any) -> None:
        review.send_back(self.request.user, self.request.POST.get("review_answer", ""))
        mails.tell_author(review, type(row), absolute(self.request, self.admin.url_of("change", row.pk)))
        messages.success(self.request, _("It is sent back to %(name)s.") % {"name": review.sent_by or "—"})

    def publish(self) -> HttpResponse:
        """Let readers see it now."""
        self.need_right_to_publish()
        self.with_values(status=PUBLISHED)
        moment = self.moment()
        if self.was_public:
            self.with_values(**self.admin.publishing_values(self.request, self.row, ["publish_at"]))
        elif moment is not None and moment > timezone.now():
            self.with_values(publish_at_0="", publish_at_1="")
        self.stay()
        self.note_whose_text()
        return self.save()

    def publish_stored(self) -> HttpResponse:
        """Publish what is stored, from the page that shows what it changes."""
        self.need_right_to_publish()
        draft, row = self.request.next_version, self.row
        if number_in(self.request.POST) != (draft.number if draft else 0) or (
            draft is None and self.request.POST.get("_row_version") != str(row.version)
        ):
            messages.warning(self.request, _("Someone has changed it meanwhile. Please look at it again."))
            return HttpResponseRedirect(next_url(row))
        if draft is None:
            return self.publish_row()
        typed = self.admin.as_stored(self.request, row, draft)
        self.request.POST, self.request._files = typed.POST, typed._files
        self.with_values(**{NUMBER: str(draft.number)})
        return self.publish()

    def publish_row(self) -> HttpResponse:
        """Publish a draft as it is stored, by its own form."""
        self.request.POST = self.admin.form_of_row(self.request, self.row)
        return self.publish()

    def note_whose_text(self) -> None:
        """Whether the form holds the next version unchanged: then its writer is who wrote last."""
        draft = self.request.next_version
        if draft is None or number_in(self.request.POST) != draft.number:
            return
        fields = self.admin.posted_fields(self.request, self.row)
        if fields is None:
            return
        # Those who may not publish are not asked for the hours, which are nobody's text.
        beside = self.admin.publishing_values(self.request, self.row, publishing_fields(self.admin.model))
        texts = [[pair for pair in pairs if pair[0] not in beside] for pairs in (fields, draft.fields)]
        if same_fields(*texts):
            self.request.published_draft = draft

    def moment(self) -> Any:
        """The moment that the form names; None if it names none that can be understood."""
        form = self.admin.get_form(self.request, self.row, change=self.row is not None, fields=["publish_at"])
        field = form.base_fields.get("publish_at")
        if field is None:
            return None
        try:
            return field.clean(field.widget.value_from_datadict(self.request.POST, {}, "publish_at"))
        except ValidationError:
            return None

    def schedule(self) -> HttpResponse:
        """Let readers see it from a later moment on."""
        self.need_right_to_publish()
        moment = self.moment()
        if moment is None or moment <= timezone.now():
            self.demand("publish_at", NO_MOMENT)
            return self.save()
        self.with_values(status=PUBLISHED)
        if not self.was_public:
            self.stay()
            self.note_whose_text()
            return self.save()
        self.with_values(**self.admin.publishing_values(self.request, self.row, ["publish_at"]))
        self.note_whose_text()
        refused = self.rehearse()
        if refused is not None:
            return refused
        stored = self.stored(publish_at=moment, scheduled_by=self.request.user)
        if isinstance(stored, HttpResponse):
            return stored
        messages.success(self.request, _("The next version is scheduled. Readers see the present one until then."))
        return self.back()

    def withdraw(self) -> HttpResponse:
        """Take it from readers; what was typed stays as a draft and is not asked whether it is complete."""
        self.need_right_to_publish()
        if self.is_private:
            return self.back()
        names = [f"withdrawal_reason_{code}" for code in ["tr", "en"]]
        reasons = {name: " ".join(self.request.POST.get(name, "").split())[:300] for name in names}
        if not reasons[names[0]]:
            self.demand(names[0], _("Say why it is withdrawn."))
            return self.save()
        if self.request.next_version is not None or self.admin.is_changed_by(self.request, self.row):
            self.with_values(**{name: getattr(self.row, name) or "" for name in names})
            if self.admin.is_changed_by(self.request, self.row):
                stored = self.stored()
                if isinstance(stored, HttpResponse):
                    return stored
        if self.asks_what_it_touches():
            # The form says what leads here, and asks for a reason.
            self.with_values(status=Publishable.Status.WITHDRAWN, **reasons)
            return self.save()
        return self.withdrawn(reasons)

    def asks_what_it_touches(self) -> bool:
        after = copy(self.row)
        after.status = Publishable.Status.WITHDRAWN
        reason = " ".join(self.request.POST.get(gate.REASON, "").split())[: gate.LONGEST_REASON]
        self.row._change_reason = reason or None
        return not reason and any(
            each.weight is not gate.Weight.NOTE for each in gate.findings_with_parts(after, stored=copy(self.row))
        )

    def withdrawn(self, reasons: dict[str, str]) -> HttpResponse:
        row: Any = self.row
        try:
            with transaction.atomic():
                row.status = Publishable.Status.WITHDRAWN
                for name, reason in reasons.items():
                    setattr(row, name, reason)
                row.prepare_for_save()
                row.full_clean()
                row.save()
        except (ValidationError, StaleVersion) as error:
            for text in getattr(error, "messages", [_("Someone else has just changed it. Please look at it again.")]):
                messages.error(self.request, text)
            return self.back()
        # What was typed beside the reason is stored as the next version by now.
        self.admin.close_work(self.request, str(row.pk))
        say_what_readers_see(self.request, row)
        return self.back()

    def unschedule(self) -> HttpResponse:
        self.need_right_to_publish()
        self.with_values(status=DRAFT)
        self.stay()
        return self.save()
