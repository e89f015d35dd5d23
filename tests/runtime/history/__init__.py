"""Tests of the stored history."""
