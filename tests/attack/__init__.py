"""Tests of attacks and load."""
