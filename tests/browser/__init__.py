"""Tests of what a person sees and clicks, in a real browser and a real Home Assistant."""
