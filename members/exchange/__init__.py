"""Data on its way in and out: tables of offices read with patience, and everything that can be taken away."""
