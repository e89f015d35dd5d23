"""Tests of runtime.spending."""
