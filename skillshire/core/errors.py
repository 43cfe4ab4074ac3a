class UserError(Exception):
    """A mistake in input that a person can mend.

    The message is one sentence that says what is wrong, where, and how to mend it. The command line prints
    it and exits with status 2; a page answers it with a 4xx.
    """


class Misspelt(UserError):
    """A name that means nothing, as `given`; `meant` is what to write for it, which is called `name`.

    Both are empty where nothing is near: then it can only be left out. A page offers either as a link that
    keeps all else.
    """

    def __init__(self, message: str, given: str, meant: str = "", name: str = "") -> None:
        super().__init__(message)
        self.given, self.meant, self.name = given, meant, name
