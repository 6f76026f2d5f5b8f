"""What the program says, in the language of the memo: sentences, dates, sums, lists."""
