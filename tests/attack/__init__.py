"""Tests of what holds under attack and under load."""
