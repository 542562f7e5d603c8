"""OParl 1.1: the union's organs, people, meetings and papers as other programs read them.

Each language is a System of its own, with ids of its own. Ids are made of primary keys, never of slugs, which change.
"""
