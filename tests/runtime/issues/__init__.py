"""Tests of runtime.issues."""
