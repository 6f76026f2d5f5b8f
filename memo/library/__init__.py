"""The law library: typed, dated, sourced records of law, and what they say on a day."""
