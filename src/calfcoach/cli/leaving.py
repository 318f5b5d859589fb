"""That a person left at a question: known also to those who catch it and ask nothing."""

from __future__ import annotations


class LeftError(Exception):
    """The person left at a question."""
