"""The forms by which citizens ask the union; each asks what the law asks, and no more."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.requests.models import Request
from unions.forms.public_form import DocumentField, LineField, OnCondition, PublicForm, TextField
from unions.models import Unit
from unions.values.fields import EmailFormField, IdentityNumberFormField, PersonNameFormField, TelephoneFormField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Applicant, AnswerBy = Request.Applicant, Request.AnswerBy
LONGEST_ADDRESS = 500


def has_letter(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


class EmailForAnswer(OnCondition, EmailFormField):
    """Needed where the answer comes by e-mail."""


class NumberOfPerson(OnCondition, IdentityNumberFormField):
    """Needed of natural persons."""


class TitleOfLegalPerson(OnCondition, LineField):
    """Needed of legal persons."""


def name_of_applicant(help_text: "StrOrPromise" = "") -> PersonNameFormField:
    return PersonNameFormField(
        label=gettext_lazy("Name and surname"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=help_text,
    )


def number_of_person(help_text: "StrOrPromise") -> NumberOfPerson:
    """Asked only where a text of law asks for it: the help says which, or why."""
    return NumberOfPerson(label=gettext_lazy("Identity number"), required=False, max_length=20, help_text=help_text)


def address_of_applicant(label: "StrOrPromise") -> TextField:
    return TextField(
        label=label,
        max_length=LONGEST_ADDRESS,
        rows=3,
        help_text=gettext_lazy("The law asks for it, also when the answer comes by e-mail."),
    )


def document_beside() -> DocumentField:
    return DocumentField(
        label=gettext_lazy("Document"),
        required=False,
        help_text=gettext_lazy("If something belongs with it: PDF, Word, Excel or OpenDocument, up to 15 MB."),
    )


class WithAnswerAddress(PublicForm):
    """Name, address, and how the answer is wanted: what every petition has to name (3071, art. 4; 4982, art. 6)."""

    name = name_of_applicant()
    postal_address = address_of_applicant(gettext_lazy("Home or work address"))
    answer_by = forms.ChoiceField(
        label=gettext_lazy("How do you want the answer?"),
        choices=AnswerBy.choices,
        widget=forms.RadioSelect,
        initial=AnswerBy.EMAIL,
    )
    email = EmailForAnswer(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("For the receipt, a copy of what you write, and the answer."),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer_by") == AnswerBy.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            text = _("Enter the address to which the answer goes, or choose the answer by post.")
            self.add_error("email", ValidationError(text, code="required"))
        return cleaned


class PetitionForm(WithAnswerAddress):
    """A petition under Law 3071: name, address, and a definite matter."""

    form_name = Request.Kind.PETITION
    text = TextField(label=gettext_lazy("What are you asking the union for?"), rows=8)
    file = document_beside()
    field_order = ["text", "file", "name", "postal_address", "answer_by", "email"]


class ComplaintForm(PetitionForm):
    """A complaint or a suggestion; Law 3071 asks the same of it."""

    form_name = Request.Kind.COMPLAINT
    text = TextField(label=gettext_lazy("Your complaint or suggestion"), rows=8)


class InformationForm(WithAnswerAddress):
    """A request for information under Law 4982: who asks, where the answer goes, and what is asked."""

    form_name = Request.Kind.INFORMATION
    text = TextField(
        label=gettext_lazy("Which information or document do you want?"),
        rows=8,
        help_text=gettext_lazy("As precisely as you can: subject, year, date or number, if you know them."),
    )
    applicant_kind = forms.ChoiceField(
        label=gettext_lazy("Who is asking?"),
        choices=Applicant.choices,
        widget=forms.RadioSelect,
        initial=Applicant.PERSON,
    )
    name = name_of_applicant(gettext_lazy("For a legal person: of whoever is authorised to act for it."))
    identity_number = number_of_person(
        gettext_lazy("The regulation asks natural persons for it. It is stored encrypted.")
    )
    organisation = TitleOfLegalPerson(label=gettext_lazy("Title of the legal person"), required=False, max_length=200)
    file = DocumentField(
        label=gettext_lazy("Document of authority"),
        required=False,
        help_text=gettext_lazy(
            "The regulation asks legal persons for the document that authorises you: PDF, Word, Excel or OpenDocument, "
            "up to 15 MB. The union asks for it if it is missing."
        ),
    )
    field_order = [
        "text",
        "applicant_kind",
        "organisation",
        "name",
        "identity_number",
        "file",
        "postal_address",
        "answer_by",
        "email",
    ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("applicant_kind")
        if kind == Applicant.PERSON and not cleaned.get("identity_number") and "identity_number" not in self.errors:
            text = _("Enter the identity number: the regulation of Law 4982 asks natural persons for it.")
            self.add_error("identity_number", ValidationError(text, code="required"))
        if kind == Applicant.LEGAL and not cleaned.get("organisation") and "organisation" not in self.errors:
            text = _("Enter the title of the legal person.")
            self.add_error("organisation", ValidationError(text, code="required"))
        return cleaned


class PassportField(OnCondition, LineField):
    """Number of a passport, or the identity number that a foreigner has; needed of foreigners."""

    is_secret = True

    def validate(self, value: str) -> None:
        super().validate(value)
        plain = value.replace(" ", "").replace("-", "")
        if value and not (plain.isascii() and plain.isalnum() and any(sign.isdigit() for sign in plain)):
            raise ValidationError(_("The number of a passport has letters and digits only."), code="invalid")


class NationalityField(OnCondition, LineField):
    """Needed of foreigners."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not has_letter(value):
            raise ValidationError(_("A nationality must contain letters."), code="no_letter")


class DataSubjectForm(WithAnswerAddress):
    """What someone asks about their own data: what the Communiqué of 10.03.2018, art. 5, asks for, and no more."""

    form_name = Request.Kind.DATA_SUBJECT

    class Citizenship(models.TextChoices):
        TURKISH = "turkish", gettext_lazy("citizen of the Republic of Türkiye")
        FOREIGN = "foreign", gettext_lazy("national of another state")

    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Which of your rights do you use? (Law 6698, art. 11)"),
        choices=Request.Right.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("One or several."),
    )
    text = TextField(
        label=gettext_lazy("What do you ask, and about which data?"),
        rows=8,
        help_text=gettext_lazy(
            "Say in Turkish where the union has your data from, as far as you know: "
            "an application, an event, a petition."
        ),
    )
    file = document_beside()
    citizenship = forms.ChoiceField(
        label=gettext_lazy("You are"),
        choices=Citizenship.choices,
        widget=forms.RadioSelect,
        initial=Citizenship.TURKISH,
    )
    identity_number = number_of_person(
        gettext_lazy("So that your data are given to no one else. It is stored encrypted.")
    )
    nationality = NationalityField(label=gettext_lazy("Nationality"), required=False, max_length=80)
    passport_number = PassportField(
        label=gettext_lazy("Passport number"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Or your foreigner's identity number. It is stored encrypted."),
    )
    postal_address = address_of_applicant(gettext_lazy("Home or work address for notifications"))
    phone = TelephoneFormField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    field_order = [
        *["rights", "text", "file", "name", "citizenship", "identity_number", "nationality", "passport_number"],
        *["postal_address", "phone", "answer_by", "email"],
    ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        is_foreign = cleaned.get("citizenship") == self.Citizenship.FOREIGN
        asked = ["nationality", "passport_number"] if is_foreign else ["identity_number"]
        left_out = ["identity_number"] if is_foreign else ["nationality", "passport_number"]
        for name in left_out:
            # It is not on the screen; what stands in it is neither wrong nor stored.
            self.errors.pop(name, None)
            cleaned[name] = ""
        for name in asked:
            if not cleaned.get(name) and name not in self.errors:
                text = _("Enter it: the union has to know that it gives your data to you and to no one else.")
                self.add_error(name, ValidationError(text, code="required"))
        return cleaned


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class MessageForm(PublicForm):
    """A message to a unit: no term of the law, so nothing is asked but where an answer goes."""

    form_name = Request.Kind.MESSAGE
    unit = UnitChoice(
        label=gettext_lazy("To whom?"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("I do not know; to the union"),
    )
    text = TextField(label=gettext_lazy("Your message"), rows=8, max_length=5000)
    name = name_of_applicant()
    email = EmailFormField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("For the receipt, a copy of what you write, and the answer."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.all()


class BarrierForm(PublicForm):
    """Something on a page that keeps somebody from using it; nobody has to say who they are."""

    form_name = Request.Kind.BARRIER
    page_address = LineField(label=gettext_lazy("On which page?"), required=False, max_length=LONGEST_ADDRESS)
    text = TextField(
        label=gettext_lazy("What kept you from going on?"),
        rows=6,
        max_length=5000,
        help_text=gettext_lazy("If you use a screen reader, the keyboard or magnification, say so."),
    )
    name = PersonNameFormField(label=gettext_lazy("Name and surname"), max_length=120, required=False)
    email = EmailFormField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("Only if you want an answer."),
    )

    def __init__(self, *args: Any, host: str = "", **kwargs: Any) -> None:
        self.host = host
        super().__init__(*args, **kwargs)

    def clean_page_address(self) -> str:
        typed = self.cleaned_data["page_address"]
        if typed and not (path := own_path(typed, self.host)):
            raise ValidationError(_("This is not a page of this site."), code="elsewhere")
        return path if typed else ""


def own_path(address: str, host: str) -> str:
    """The path of a page of this host, from its path or its whole address; empty for anything else."""
    if len(address) > LONGEST_ADDRESS or any(sign.isspace() or not sign.isprintable() for sign in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_own = parts.netloc == host and parts.scheme in ["http", "https"] if parts.netloc or parts.scheme else True
    if not is_own or "\\" in address or not parts.path.startswith("/") or parts.path.startswith("//"):
        return ""
    return parts.path
