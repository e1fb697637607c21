"""A command that cannot go on, with the sentence for its user."""


class Failure(Exception):
    """Ends the command with status 1 and this text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
