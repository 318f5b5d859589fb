"""What you see, hear and press."""
