"""Tests of runtime.scanning."""
