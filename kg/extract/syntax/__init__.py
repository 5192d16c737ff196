"""The grammar around a word: its subject, objects and complements, whatever the construction."""
