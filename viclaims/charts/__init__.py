"""Figures: one style, one function a figure."""
