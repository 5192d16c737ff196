"""Who is meant: which mentions speak of one thing, and what pronouns and nouns like « la firme » stand for."""
