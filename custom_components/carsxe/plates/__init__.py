"""Plate texts. Knows nothing of Home Assistant."""

from .text import normalize_plate

__all__ = ["normalize_plate"]
