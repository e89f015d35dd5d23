"""Tests of runtime.frames."""
