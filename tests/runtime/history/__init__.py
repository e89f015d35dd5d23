"""Tests of what is kept of what was seen."""
