"""The engine of a session, and the questions in it. What the other modules use of it is here."""

from __future__ import annotations

from calfcoach.session.session import ATTENTION_S, AWAY_S, FADED, PATIENCE_S, Session

__all__ = ["ATTENTION_S", "AWAY_S", "FADED", "PATIENCE_S", "Session"]
