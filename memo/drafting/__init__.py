"""From all earlier stages to one frozen memo: here every word and number of it is decided."""
