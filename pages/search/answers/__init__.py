"""Answers above the hits: a question of a known form is answered from a field, every other one not at all.

Forms are whole folded questions; a form that matches and has nothing to say stays silent.
"""

from pages.search.answers import institution, members, proceedings, written
from pages.search.answers.asking import FORMS, Answer, answer, number_of_forms

# Their forms are asked in this order: that of their import.
MODULES = [institution, members, proceedings, written]

__all__ = ["FORMS", "MODULES", "Answer", "answer", "number_of_forms"]
