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

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
