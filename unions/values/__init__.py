"""What people type and machines follow: telephone numbers, e-mail addresses and web addresses, one type each.

Each type says how a text is cleaned, what is refused and why, how it is shown and where its link leads. Forms, tables,
the demonstration and every page and file use these and no check of their own.
"""
