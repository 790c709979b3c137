"""How a rule says no: always with a sentence for the person who asked."""


class Refused(Exception):
    """A rule says no: sentences, each with the name of the field it is about ("" for none)."""

    def __init__(self, sentence="", *, field="", more=()):
        self.sentences = ([(field, sentence)] if sentence else []) + list(more)
        super().__init__(" ".join(str(text) for _field, text in self.sentences))


class Overtaken(Refused):
    """Somebody else was first."""


class NotAllowed(Refused):
    """This person may not do this."""
