"""A driveway day with ground truth: what the ways to spend recognitions cost, and what they catch."""
