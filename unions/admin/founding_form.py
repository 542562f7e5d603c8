"""The one page on which those who run the installation add a union."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.admin.hue_input import HueField, HueInput
from unions.institution.founding import Founding, found_union, hosts_in, rows_of
from unions.models import Union, UnionName

NAME = UnionName._meta.get_field("name")
SHORT_NAME = UnionName._meta.get_field("short_name")


class FoundingForm(forms.ModelForm):
    """What has to be known of a new union; each field says what the reader gets by it."""

    name_tr = forms.CharField(
        label=_("Full name in Turkish"), max_length=NAME.max_length, help_text=_("As in its statute.")
    )
    name_en = forms.CharField(
        label=_("Full name in English"),
        max_length=NAME.max_length,
        required=False,
        help_text=_("It can follow later; until then the English pages show the Turkish name."),
    )
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=SHORT_NAME.max_length,
        required=False,
        help_text=_("Shown large at the top of every page, such as TRAKYAKENT."),
    )
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("For files and commands; it never changes. If empty, it is made from the short name."),
    )
    hosts = forms.CharField(
        label=_("Host names"),
        required=False,
        help_text=_("Where the site answers, such as trakya.gov.tr. The first is the main one; it can follow later."),
    )

    emblem = forms.FileField(
        label=_("Emblem"),
        required=False,
        help_text=_(
            "PNG, JPEG or SVG, up to 2 MB; it can follow later. Without one, the initials of the name are drawn in the "
            "colour below."
        ),
    )

    # As the page asks every form: nobody can have changed a union that does not exist yet.
    conflict = None

    class Meta:
        model = Union
        fields = ["default_language", "accent_hue", "mark"]
        field_classes: ClassVar[dict] = {"accent_hue": HueField}
        widgets: ClassVar[dict] = {"accent_hue": HueInput}
        # Django would capitalise i as I.
        labels = {"default_language": _("First language")}

    def founding(self) -> Founding:
        given = self.cleaned_data
        return Founding(
            name_tr=given.get("name_tr", ""),
            name_en=given.get("name_en", ""),
            short_name=given.get("short_name", ""),
            code=given.get("code", ""),
            first_language=given.get("default_language", Union.Language.TURKISH),
            accent_hue=given.get("accent_hue", Union._meta.get_field("accent_hue").default),
            mark=given.get("mark", Union.Mark.PLAIN),
            hosts=hosts_in(given.get("hosts", "")),
            emblem=given.get("emblem"),
        )

    def _post_clean(self):
        """Ask what the founding itself would refuse; the fields are those of `Founding`, not the columns of a union."""
        if self.errors:
            return
        try:
            rows_of(self.founding())
        except ValidationError as error:
            fields = {"first_language": "default_language"}
            for name, messages in error.error_dict.items():
                self.add_error(fields.get(name, name), messages)

    def save(self, commit=True):
        self.instance = found_union(self.founding())
        return self.instance

    def save_m2m(self):
        """There is nothing besides."""
