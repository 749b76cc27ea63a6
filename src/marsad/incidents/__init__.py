"""Incidents: what many reports say of one happening, joined."""
