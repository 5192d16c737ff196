"""Typed mentions of people, organisations and products: which words are a name, where it ends, of what kind it is."""
