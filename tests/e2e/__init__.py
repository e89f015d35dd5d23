"""Tests of a real Home Assistant process from outside; they import neither it nor the integration."""
