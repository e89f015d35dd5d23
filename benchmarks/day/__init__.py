"""A driveway day with ground truth: the cost and results of different ways to spend recognitions."""
