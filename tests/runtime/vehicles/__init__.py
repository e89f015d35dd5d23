"""Tests of runtime.vehicles."""
