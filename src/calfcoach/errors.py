"""The one error that a person may meet. It knows words, not how they are printed."""

from __future__ import annotations


class CoachError(Exception):
    """Something the user can mend: what is wrong, where, and what to do.

    `exit_code` is 1 (something to mend) unless the contract names another: 2 is a wrong
    use of an option. Several problems of one file travel together in `others`.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        exit_code: int = 1,
        others: tuple[CoachError, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.exit_code = exit_code
        self.others = others

    def all(self) -> tuple[CoachError, ...]:
        """This problem and those found with it, in the order of the file."""
        return (self, *self.others)
