"""Days of a house with faults in it, and what grows in them."""
