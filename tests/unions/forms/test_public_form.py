"""What every public form does with what is typed."""

from django import forms
from django.http import QueryDict

from unions.forms import opening
from unions.forms.public_form import LineField, PublicForm, TextField
from unions.values.fields import IdentityNumberFormField


class SampleForm(PublicForm):
    form_name = "sample"
    line = LineField(max_length=10)
    text = TextField(max_length=20, required=False)
    number = IdentityNumberFormField(required=False)
    choice = forms.ChoiceField(choices=[("a", "Bir"), ("b", "İki")], widget=forms.RadioSelect)


def filled(monkeypatch, **values) -> SampleForm:
    monkeypatch.setattr(opening, "NOBODY_IS_FASTER", opening.NOBODY_IS_FASTER * 0)
    data = QueryDict(mutable=True)
    data.update({"line": "Ad", "choice": "b", "opened": opening.sign("sample"), **values})
    return SampleForm(data)


def test_mistakes_lead_to_their_fields_in_their_order(union, monkeypatch):
    form = filled(monkeypatch, line="", text="x" * 21, choice="z")

    assert [mistake.anchor for mistake in form.mistakes] == ["id_line", "id_text", "id_choice_0"]


def test_answers_are_in_words_and_an_identity_number_is_masked_for_mails(union, monkeypatch):
    form = filled(monkeypatch, number="10000000146")
    assert form.is_valid()

    assert [answer.text for answer in form.answers()] == ["Ad", "10000000146", "İki"]
    assert [answer.text for answer in form.answers(is_masked=True)] == ["Ad", "*********46", "İki"]


def test_a_line_has_no_line_breaks(union, monkeypatch):
    form = filled(monkeypatch, line="a\r\nb\u2028c")
    form.full_clean()

    assert form.cleaned_data["line"] == "a b c"


def test_the_trap_is_emptied_and_everything_else_stays(union, monkeypatch):
    form = filled(monkeypatch, homepage="http://spam.example")

    assert not form.is_valid()
    assert form.data["homepage"] == ""
    assert form.data["line"] == "Ad"
    assert [mistake.anchor for mistake in form.mistakes] == [""]
