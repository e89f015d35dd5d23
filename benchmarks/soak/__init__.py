"""Days of a house with faults, and what grows in them."""
