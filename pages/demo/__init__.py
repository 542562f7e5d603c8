"""Invented content that fills every kind of page, marked as such and removable without a trace."""
