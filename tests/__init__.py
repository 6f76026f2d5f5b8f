"""The tests of memo: each docstring is one sentence, the law of the house that the test guards."""
