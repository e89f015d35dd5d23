"""Tests of the plate texts."""
