"""The buttons by which an entry is saved, sent to review, published, scheduled and withdrawn.

Each is a submit button with a name, and works without a script. What the form says of the status follows the button.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from unions.admin.kit.next_version_forms import NUMBER, OVERWRITES, attach_files, number_in
from unions.admin.kit.next_versions import NextVersionViews, next_url
from unions.admin.kit.pressed import DRAFT, PUBLISHED, Pressed
from unions.admin.kit.rights import may_publish
from unions.models import NextVersion, Review
from unions.models.review import LONGEST_NOTE
from unions.publishing.states import Publishable, Visibility
from unions.reviewing import two_people


@dataclass(frozen=True)
class Button:
    """One of the buttons under a form."""

    name: str
    label: Any
    # What has to be filled in before it is pressed, by the beginning of the field's id; a script asks for it.
    asks: str = ""
    is_default: bool = False


SAVE = Button("_draft", gettext_lazy("Save draft"))
REVIEW = Button("_review", gettext_lazy("Send to review"), asks="review_note")
PUBLISH = Button("_publish", gettext_lazy("Publish"), is_default=True)
SCHEDULE = Button("_schedule", gettext_lazy("Schedule"), asks="publish_at")
WITHDRAW = Button("_withdraw", gettext_lazy("Withdraw"), asks="withdrawal_reason")
UNSCHEDULE = Button("_unschedule", gettext_lazy("Do not publish"))
SEND_BACK = Button("_send_back", gettext_lazy("Send back"), asks="review_answer")


class PublishingButtons(NextVersionViews):
    """Forms of entries that readers may see, with a named button for each step."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        is_popup = "_popup" in request.POST or "_popup" in request.GET
        if not issubclass(self.model, Publishable) or getattr(request, "is_previewing", False) or is_popup:
            return self.changed_alone(request, object_id, form_url, extra_context)
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and row is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.next_version = NextVersion.objects.of_row(row).first() if row is not None else None
        request.review = Review.objects.of_row(row).first() if row is not None else None
        if request.method != "POST":
            request = self.as_shown(request, row)
            return super().changeform_view(request, object_id, form_url, extra_context)
        if row is not None:
            attach_files(request, row)
        step = next((step for name, step in self.steps().items() if name in request.POST), None)
        view = Pressed(self, request, row, object_id, form_url, extra_context)
        return step(view) if step else view.save()

    def changed_alone(self, request: Any, *arguments: Any) -> HttpResponse:
        """The form of what is not published by itself; of what readers see it may be a part."""
        try:
            return super().changeform_view(request, *arguments)
        except two_people.TakesTwo as refused:
            return self.refused_alone(request, refused, lambda: self.changed_by_form(request, *arguments))

    def refused_alone(self, request: Any, refused: two_people.TakesTwo, again: Callable[[], HttpResponse]) -> Any:
        """The form as it was sent, which says that one person alone does not publish it."""
        for upload in request.FILES.values():
            upload.seek(0)
        request.demands = {**getattr(request, "demands", {}), None: refused.messages[0]}
        return again()

    def changed_by_form(self, request: Any, *arguments: Any) -> HttpResponse:
        """What the form does by itself, whichever button was pressed."""
        return super().changeform_view(request, *arguments)

    def steps(self) -> dict[str, Any]:
        return {
            "_draft": Pressed.draft,
            "_review": Pressed.send_to_review,
            "_publish": Pressed.publish,
            "_publish_stored": Pressed.publish_stored,
            "_schedule": Pressed.schedule,
            "_withdraw": Pressed.withdraw,
            "_unschedule": Pressed.unschedule,
            "_send_back": Pressed.send_back,
        }

    def as_shown(self, request: Any, row: Any) -> Any:
        """A form shows the next version where there is one, to those who may write it; looking creates none."""
        draft = request.next_version
        if row is None or row.status == DRAFT or not self.may_prepare(request, row):
            return request
        is_typed = "_work" in request.GET
        wants = "_next" in request.GET or is_typed or (draft is not None and "_live" not in request.GET)
        if not wants:
            return request
        request.edits_next_version = True
        if draft is None or is_typed:
            return request
        shown = self.as_stored(request, row, draft)
        shown.work = draft
        return shown

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if hasattr(request, "demands"):
            form.demands = request.demands
        if getattr(request, "is_for_review", False):
            form.asks_gate = False
        return form

    def save_model(self, request, obj, form, change):
        # The form judges all that it holds, once it is known whose text that is.
        with two_people.judged(obj) if isinstance(obj, Publishable) else nullcontext():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if not getattr(request, "is_previewing", False):
            self.ask_for_another(request, form, formsets, change)
        with two_people.judged(form.instance) if isinstance(form.instance, Publishable) else nullcontext():
            super().save_related(request, form, formsets, change)

    def ask_for_another(self, request: Any, form: Any, formsets: Iterable[Any], change: bool) -> None:
        """Raise TakesTwo where the union wants another person to publish this."""
        row = form.instance
        if not isinstance(row, Publishable) or row.status != PUBLISHED or getattr(request, "is_for_review", False):
            return
        silent = {"publish_at", "expire_at", "status"}
        writes = not change or bool(set(form.changed_fields) - silent) or any(part.has_changed() for part in formsets)
        draft = getattr(request, "published_draft", None)
        if (writes or "status" in form.changed_fields or draft) and two_people.is_refused(
            row, request.user, writes=writes and draft is None, draft=draft
        ):
            raise two_people.TakesTwo(two_people.TWO, row)

    def response_add(self, request, obj, post_url_continue=None):
        self.after_saving(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.after_saving(request, obj)
        return super().response_change(request, obj)

    def after_saving(self, request: Any, row: Any) -> None:
        """What the pressed button asks for beyond the saving, once that is done."""
        if not isinstance(row, Publishable) or getattr(request, "is_rehearsal", False):
            return
        if getattr(request, "is_previewing", False):
            return
        then = getattr(request, "after_saving", None)
        if then is not None:
            then(row)
        if row.status == PUBLISHED:
            # A draft that the person has not seen stays, and says so when it is opened.
            NextVersion.objects.of_row(row).filter(number=number_in(request.POST)).delete()
            Review.objects.of_row(row).delete()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if issubclass(self.model, Publishable) and not context.get("is_popup"):
            row = self.get_object(request, str(obj.pk)) if change and request.method == "POST" else obj
            context.update(self.publishing_context(request, row if change else None))
        response = super().render_change_form(request, context, add, change, form_url, obj)
        draft = getattr(request, "overtaken_by", None)
        if draft is not None:
            shown: Any = response
            shown.context_data["conflicts"] = [self.conflict_with(draft, request, context)]
            response.status_code = 409
        return response

    def publishing_context(self, request: Any, row: Any) -> dict[str, Any]:
        draft, review = getattr(request, "next_version", None), getattr(request, "review", None)
        edits_next = getattr(request, "edits_next_version", False)
        may_prepare = self.may_prepare(request, row) if row is not None else True
        has_text_of_draft = draft is not None and "_live" not in request.GET
        overtaken_by = getattr(request, "overtaken_by", None)
        return {
            "buttons": self.buttons_of(request, row, draft, review),
            "next_version": draft,
            "next_number": draft.number if draft is not None and has_text_of_draft else 0,
            "next_number_name": NUMBER,
            "overwrites": overtaken_by.number if overtaken_by else None,
            "overwrites_name": OVERWRITES,
            "next_url": next_url(row) if row is not None and (draft or review) else "",
            "review": review,
            "longest_note": LONGEST_NOTE,
            "shows_next": edits_next and draft is not None,
            "may_begin_next": bool(
                row is not None and row.status != DRAFT and may_prepare and not may_publish(request, self.model)
            )
            and not edits_next,
            "typed_note": request.POST.get("review_note", ""),
            "typed_answer": request.POST.get("review_answer", ""),
        }

    def buttons_of(self, request: Any, row: Any, draft: NextVersion | None, review: Review | None) -> list[Button]:
        """The buttons for the state of the row and the rights of the person; the first is that of the enter key."""
        publishes = may_publish(request, self.model)
        if row is not None and not self.has_change_permission(request, row):
            return []
        buttons = [SAVE]
        if publishes:
            buttons.append(PUBLISH)
            buttons.append(SCHEDULE)
        if not publishes or two_people.is_asked():
            buttons.append(REVIEW)
        if publishes and review is not None and review.state == Review.State.WAITING:
            buttons.append(SEND_BACK)
        state = row.visibility if row is not None else Visibility.DRAFT
        if publishes and state == Visibility.SCHEDULED:
            buttons.append(UNSCHEDULE)
        if publishes and state in {Visibility.PUBLISHED, Visibility.ENDED}:
            buttons.append(WITHDRAW)
        return buttons
