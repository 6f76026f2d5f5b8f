"""What a match exposes whom to: authorities, powers, ceilings with their formula, private action."""
