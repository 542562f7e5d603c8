"""Parts of pages that are rendered once, and what they show: from that it is known whether they still stand."""

from django.template.loader import render_to_string

from unions.caching.cache_keys import SelfKeyed
from unions.caching.same_answers import Part, is_noting, made_of_rows
from unions.text.languages import active_language


class FramePart(SelfKeyed, Part):
    """A part of the frame, which depends on the union, the language and the marks only, and what it is made of."""

    def __init__(self, template_name: str, frame: dict, marks: tuple):
        self.template_name, self.frame = template_name, frame
        self.key_parts = template_name, active_language(), str(frame["emblem_url"]), marks

    @made_of_rows
    def render(self) -> str:
        if is_noting():
            # What other parts of the page have read already is part of this one as well.
            self.frame["rest"]()
        return render_to_string(self.template_name, self.frame)


class ListPart(SelfKeyed, Part):
    """A part of a page that depends on its values only, which the language and the marks decide."""

    def __init__(self, template_name: str, values: dict, marks: tuple):
        self.template_name, self.values = template_name, values
        self.key_parts = template_name, active_language(), marks

    @property
    def shown(self) -> list:
        """The values, of lists the rows."""
        lists = [list(value) if isinstance(value, list | tuple) else [value] for value in self.values.values()]
        return [value for values in lists for value in values]

    @made_of_rows
    def render(self) -> str:
        return render_to_string(self.template_name, self.values)
