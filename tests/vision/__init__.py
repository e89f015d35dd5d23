"""Tests of the picture work."""
