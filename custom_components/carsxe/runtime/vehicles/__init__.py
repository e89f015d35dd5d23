"""Known vehicles, and what is known of plates."""
