"""How the options of models are inherited here."""


class AddedOptions(type):
    """Makes a `Meta` whose indexes and constraints are added to those of its bases.

    Of Django's own, a list takes the place of the bases' list, and whoever forgets to repeat that one loses its
    constraints without a word.
    """

    def __new__(cls, name, bases, namespace):
        meta = super().__new__(cls, name, bases, namespace)
        for option in ["indexes", "constraints"]:
            lists = [*(getattr(base, option, []) for base in bases), namespace.get(option, [])]
            # Each once, however many bases it comes by.
            setattr(meta, option, list({id(each): each for listed in lists for each in listed}.values()))
        return meta
