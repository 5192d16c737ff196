"""How sure a claim is said to be, in whose words, and whether a state still holds."""
