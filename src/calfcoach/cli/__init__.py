"""What you type: options, composition, printing. No rules."""
