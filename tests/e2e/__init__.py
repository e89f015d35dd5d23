"""Tests of a real Home Assistant process, driven from outside; they import neither it nor the integration."""
