"""Marsad: an observatory that reads Arabic reports of a conflict and codes every claim in them."""

__version__ = "0.1.0"
