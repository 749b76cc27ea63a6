"""Incidents: what many reports say of one happening, joined."""

from marsad.incidents.joiner import Joiner
from marsad.incidents.joining import UnknownReport, join
from marsad.incidents.model import Incident, Judgement, Range, Toll, Voice

__all__ = ["Incident", "Joiner", "Judgement", "Range", "Toll", "UnknownReport", "Voice", "join"]
