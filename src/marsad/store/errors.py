"""What can be wrong with a store. Every message is one line that a user can act on."""

from __future__ import annotations

__all__ = ["DuplicateId", "ForeignDatabase", "NewerSchema", "RefusedClaims", "StoreError"]


class StoreError(Exception):
    """The store cannot do what was asked; the message says why, in one line."""


class ForeignDatabase(StoreError):
    """The file or database is not Marsad's."""


class NewerSchema(StoreError):
    """The store was written by a newer Marsad."""


class DuplicateId(StoreError):
    """The id is already that of a report with another text."""


class RefusedClaims(StoreError):
    """Claims that cannot be kept: a quote that is not in the text, or one id for two claims."""
