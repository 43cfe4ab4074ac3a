class UserError(Exception):
    """A mistake in input that a person can mend.

    The message is one sentence that says what is wrong, where, and how to mend it. The command line prints
    it and exits with status 2; a page answers it with a 4xx.
    """
