"""The handbook for staff: its chapters from `docs/handbook/`, and which chapter helps at which screen."""
