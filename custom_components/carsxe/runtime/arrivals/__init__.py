"""Who has arrived, who still stands there, and what is said of it."""
