#!/usr/bin/env python3
import os
import sys

from trakyakent_site.operations import environment

# These tell what is wrong, so they start whatever is wrong.
REPORTING = {"check", "doctor"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
    if sys.argv[1:2] and sys.argv[1] in REPORTING:
        environment.only_tell()
    elif os.environ["DJANGO_SETTINGS_MODULE"] == "trakyakent_site.settings":
        environment.load_or_exit()

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Found only when the settings are made: whether the folder can be used.
        if not str(error).startswith("DATA_DIR: "):
            raise
        print(environment.REFUSAL, f"  - {error}", sep="\n", file=sys.stderr)
        raise SystemExit(environment.EXIT_STATUS) from None
