"""CalfCoach: a stretching and self-care coach for calves and lower legs, in the terminal."""

__version__ = "0.1.0"
