"""Tests of what a user sees and clicks, in a real browser and a real Home Assistant."""
