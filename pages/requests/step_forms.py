"""The forms of the steps that staff take with a request; what each does is in `pages.requests.steps`."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy

from pages.requests import steps
from pages.requests.models import Request
from unions.forms.public_form import DocumentField, LineField, TextField
from unions.text.dates import DayFormField


class StepForm(forms.Form):
    """One step: its button, when it is offered, and what it does."""

    act: ClassVar[str] = ""
    button: ClassVar[Any] = ""
    # What the step means, with its article.
    about: ClassVar[Any] = ""

    def __init__(self, data: Any = None, files: Any = None, *, row: Request):
        self.row = row
        super().__init__(data, files, prefix=None, auto_id=f"id_{self.act}_%s")

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        raise NotImplementedError

    def carry_out(self, row: Request, *, origin: str) -> None:
        """Take the step; raises ValidationError where the law or the record forbids it."""
        raise NotImplementedError

    def refuse(self, error: ValidationError) -> None:
        """Show an error at its field, or above the form where it has none."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class AnswerForm(StepForm):
    act, button = "answer", gettext_lazy("Answer and close")
    about = gettext_lazy("The e-mail to the applicant names the ways of appeal automatically.")

    outcome = forms.ChoiceField(label=gettext_lazy("The answer is"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=gettext_lazy("Ground of refusal"), required=False)
    text = TextField(label=gettext_lazy("Answer"), rows=16, max_length=20_000)
    file = DocumentField(label=gettext_lazy("File"), required=False)
    other_file = DocumentField(label=gettext_lazy("Another file"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, row: Request):
        super().__init__(data, files, row=row)
        offered = steps.outcomes_of(row)
        choices = [(value, label) for value, label in Request.Outcome.choices if value in offered]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.initial["text"] = steps.drafted_answer(row)
        if len(choices) == 1:
            self.initial["outcome"] = choices[0][0]
        if row.names_ground:
            self.fields["ground"].choices = [("", "—"), *steps.grounds_of(row)]  # type: ignore[attr-defined]
        else:
            del self.fields["ground"]

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.is_open

    def carry_out(self, row: Request, *, origin: str) -> None:
        values = self.cleaned_data
        files = [values[name] for name in ["file", "other_file"] if values.get(name)]
        steps.answer(
            row,
            outcome=values["outcome"],
            text=values["text"],
            ground=values.get("ground", ""),
            files=files,
            origin=origin,
        )


class ExtendForm(StepForm):
    act, button = "extend", gettext_lazy("Extend to 30 working days")
    about = gettext_lazy("Another unit is needed, another body is consulted, or several are concerned (4982, art. 11).")

    reason = TextField(label=gettext_lazy("Reason, as the applicant reads it"), rows=3, max_length=2000)

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.may_be_extended

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.extend(row, self.cleaned_data["reason"], origin=origin)


class CostForm(StepForm):
    act, button = "cost", gettext_lazy("Notify the cost")
    about = gettext_lazy("The term stops until it is paid, for 15 working days at most (4982, art. 10 and 11).")

    cost = forms.DecimalField(label=gettext_lazy("Cost in lira"), max_digits=9, decimal_places=2, min_value=0)

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        is_candidate = row.is_open and row.is_for_information and row.cost_notified_on is None
        return is_candidate and not row.is_overdue

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.notify_cost(row, self.cleaned_data["cost"], origin=origin)


class PaidForm(StepForm):
    act, button = "paid", gettext_lazy("Record the payment")
    about = gettext_lazy("The term runs on from that day.")

    paid_on = DayFormField(label=gettext_lazy("Paid"))

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.is_stopped

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.record_payment(row, self.cleaned_data["paid_on"], origin=origin)


class UnpaidForm(StepForm):
    act, button = "unpaid", gettext_lazy("Close as not paid")
    about = gettext_lazy("If you do not pay in time, the request counts as given up (4982, art. 11).")

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.is_stopped and row.due_on is not None and row.due_on < timezone.localdate()

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.close_unpaid(row, origin=origin)


class TransferForm(StepForm):
    act, button = "transfer", gettext_lazy("Pass on to another body")
    about = gettext_lazy("What another body holds or decides goes there (4982, art. 7; 3071, art. 5).")

    body = LineField(label=gettext_lazy("Body"), max_length=200)

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.may_be_passed_on

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.transfer(row, self.cleaned_data["body"], origin=origin)


class ObjectionForm(StepForm):
    act, button = "objection", gettext_lazy("Record an objection")
    about = gettext_lazy("The applicant has objected to the Review Board (4982, art. 13).")

    objected_on = DayFormField(label=gettext_lazy("Objected"))

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.is_for_information and row.refused_on is not None and row.objected_on is None

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.record_objection(row, self.cleaned_data["objected_on"])


class BoardForm(StepForm):
    act, button = "board", gettext_lazy("Record the decision of the Board")

    objection = forms.ChoiceField(label=gettext_lazy("Outcome of the objection"), choices=Request.Objection.choices)

    def __init__(self, data: Any = None, files: Any = None, *, row: Request):
        super().__init__(data, files, row=row)
        self.initial["objection"] = row.objection

    @classmethod
    def is_offered(cls, row: Request) -> bool:
        return row.objected_on is not None

    def carry_out(self, row: Request, *, origin: str) -> None:
        steps.record_board_decision(row, self.cleaned_data["objection"])


ALL = [AnswerForm, ExtendForm, CostForm, PaidForm, UnpaidForm, TransferForm, ObjectionForm, BoardForm]
STEP_FORMS: dict[str, type[StepForm]] = {form.act: form for form in ALL}


def forms_for(row: Request, sent: StepForm | None) -> list[StepForm]:
    """The steps that can be taken now; the one that was sent and refused as it was filled in."""
    return [
        sent if sent is not None and isinstance(sent, form) else form(row=row)
        for form in ALL
        if form.is_offered(row) or isinstance(sent, form)
    ]
