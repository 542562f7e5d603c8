"""The form by which somebody asks for letters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.follow.models import LONGEST_WHAT, Subscription
from pages.follow.topics import Topic, topic_of
from unions.forms.public_form import PublicForm
from unions.models import Union
from unions.values.fields import EmailFormField


class FollowForm(PublicForm):
    """An address for letters, and how often they come."""

    form_name = "follow"
    what = forms.CharField(max_length=LONGEST_WHAT, required=False, widget=forms.HiddenInput)
    email = EmailFormField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("We send one e-mail to confirm it. Until then, nothing else is sent."),
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=Subscription.Rhythm.choices,
        initial=Subscription.Rhythm.WEEKLY,
        widget=forms.RadioSelect,
    )

    def __init__(self, union: Union, *args: Any, **kwargs: Any) -> None:
        self.union = union
        self.topic: Topic | None = None
        super().__init__(*args, **kwargs)

    def clean_what(self) -> str:
        self.topic = topic_of(self.union, self.cleaned_data["what"])
        if self.topic is None:
            raise ValidationError(_("There is nothing to follow at this address."), code="nothing")
        return self.topic.path[:LONGEST_WHAT]
