"""Tests of runtime.arrivals."""
