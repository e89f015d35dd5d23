"""Known vehicles, and decoded plates."""
