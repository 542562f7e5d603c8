"""What a form says beside a text whose Turkish has changed since it was translated, and what it takes from people."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from unions.history.word_changes import Piece, word_changes
from unions.text.languages import FIRST_LANGUAGE
from unions.text.translation_state import (
    COLUMN,
    OUTDATED,
    SECOND_LANGUAGE,
    confirm_translation,
    mark_of,
    marks_of,
    state_of,
    translated_texts,
    words_in,
    words_of,
)

# The box that says that a text is right as it stands, and the hidden field with the states of a next version.
RIGHT, NOTED = "_right", "_noted"
# What stands between two changes is cut to this many characters on either side.
AROUND = 60
# So many versions of a row are searched for the text that was translated.
MOST_RECORDS = 300


def key_of(form: Any, name: str) -> str:
    return f"{form.prefix or ''}|{name}"


def confirmed_in(form: Any) -> list[str]:
    """The texts of which the person says that their translation is right as it stands."""
    posted = form.data.getlist(RIGHT) if hasattr(form.data, "getlist") else []
    return [name for name in translated_texts(form._meta.model) if key_of(form, name) in posted] if posted else []


def take_up(form: Any) -> None:
    """Give the row of a bound form the states of the next version that the form holds, and what people confirm."""
    row = form.instance
    if not hasattr(type(row), COLUMN):
        return
    noted = noted_in(form.data).get(form.prefix or "")
    if isinstance(noted, dict):
        setattr(row, COLUMN, noted)
    if form.confirmed:
        confirm_translation(row, form.confirmed)


def noted_in(data: Any) -> dict[str, Any]:
    """The states that a form carries along, by the prefixes of its parts; whatever else is sent says nothing."""
    try:
        noted = json.loads(data.get(NOTED) or "{}")
    except (ValueError, RecursionError):
        return {}
    return {prefix: marks_alone(state) for prefix, state in noted.items()} if isinstance(noted, dict) else {}


def marks_alone(state: Any) -> dict | None:
    marks = state.get("marks") if isinstance(state, dict) else None
    is_whole = isinstance(marks, dict) and all(isinstance(mark, str) and len(mark) < 40 for mark in marks.values())
    return {"marks": marks} if is_whole else None


def states_in(forms: Iterable[Any]) -> str:
    """The states of what bound forms hold, to be carried along with a next version."""
    return json.dumps(
        {
            form.prefix or "": state_of(form.instance, getattr(form.instance, COLUMN))
            for form in forms
            if hasattr(type(form.instance), COLUMN)
        },
        sort_keys=True,
    )


def show_what_changed(forms: Iterable[Any]) -> None:
    """Put beside each outdated text of these forms what has changed in the Turkish since."""
    outdated = [(form, name) for form in forms for name in outdated_in(form)]
    earlier = translated_from([(form.instance, name) for form, name in outdated])
    for form, name in outdated:
        field, row = form.fields[f"{name}_{SECOND_LANGUAGE}"], form.instance
        before = earlier.get((type(row), row.pk, name))
        now = words_of(row, name, FIRST_LANGUAGE)
        context = {
            "pieces": list(pieces_between(before, now)) if before is not None else [],
            "box": f"id_{form.add_prefix(name)}_right",
            "name": RIGHT,
            "value": key_of(form, name),
            "is_checked": name in form.confirmed,
        }
        note = TemplatesSetting().render("admin/includes/outdated.html", context)
        field.help_text = SafeString(f"{field.help_text}{note}")
        # It took the text when it was first asked for.
        form[f"{name}_{SECOND_LANGUAGE}"].help_text = field.help_text


def outdated_in(form: Any) -> list[str]:
    row = form.instance
    if not hasattr(type(row), COLUMN) or row._state.adding:
        return []
    # What a bound form holds is not noted before it is saved.
    found = state_of(row, getattr(row, COLUMN)).get(OUTDATED, [])
    names = {*found, *form.confirmed}
    return [
        name for name in translated_texts(type(row)) if name in names and f"{name}_{SECOND_LANGUAGE}" in form.fields
    ]


def translated_from(texts: Iterable[tuple[Any, str]]) -> dict[tuple[type, Any, str], str]:
    """The words of the Turkish texts as they were when they were translated, of those that the history knows."""
    wanted: dict[type, dict[tuple[Any, str], str]] = defaultdict(dict)
    for row, name in texts:
        wanted[type(row)][row.pk, name] = marks_of(getattr(row, COLUMN), name)[0]
    found: dict[tuple[type, Any, str], str] = {}
    for model, marks in wanted.items():
        names = sorted({name for _pk, name in marks})
        columns = [f"{name}_{FIRST_LANGUAGE}" for name in names]
        records: Any = model.history.filter(id__in={pk for pk, _name in marks})  # type: ignore[attr-defined]  # added
        latest = records.order_by("-history_date", "-history_id")[:MOST_RECORDS]
        for pk, *values in latest.values_list("id", *columns):
            for name, value in zip(names, values, strict=True):
                key = (model, pk, name)
                if (pk, name) in marks and key not in found:
                    words = words_in(model, name, value)
                    if mark_of(words) == marks[pk, name]:
                        found[key] = words
    return found


def pieces_between(before: str, now: str) -> Iterator[tuple[str, str]]:
    """One text with what was taken out and put in, as pairs of tag and words; what stayed is cut short."""
    taken, put = word_changes(before, now)
    old, new = iter(taken), iter(put)
    left, right = next(old, None), next(new, None)
    while left or right:
        if left and left.is_changed:
            yield "del", left.text
            left = next(old, None)
        elif right and right.is_changed:
            yield "ins", right.text
            right = next(new, None)
        else:
            same: Piece | None = left or right
            yield "", shortened(same.text if same else "")
            left, right = next(old, None), next(new, None)


def shortened(text: str) -> str:
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"
