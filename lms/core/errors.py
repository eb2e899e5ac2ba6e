"""Errors meant for the person in front of the screen."""

from django.utils.functional import Promise


class UserError(Exception):
    """Something the person can mend: says what happened and what to do, already translatable.

    Services raise it before changing anything; views show `message` and keep what was typed.
    `code` is stable and for tests and JSON; `notes` is what had been noticed until then, in words: a
    reader's notes often say why it came to this.
    """

    def __init__(self, message: str | Promise, *, code: str = "invalid") -> None:
        self.message = message
        self.code = code
        self.notes: tuple[str, ...] = ()
        super().__init__(code)

    def __str__(self) -> str:
        return str(self.message)
