"""Positions that people hold, with their holders and organisations."""
