"""An article's text, laid out and parsed: tokens, sentences, headlines, and the language as data."""
