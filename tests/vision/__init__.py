"""Tests of the picture processing."""
