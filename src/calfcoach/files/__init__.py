"""Reading TOML into the model."""
