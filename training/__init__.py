"""Train the detector that finds legible plates in a camera's frames."""
