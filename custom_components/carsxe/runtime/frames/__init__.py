"""Frames: captured, compared, made ready, and public while a call runs."""
