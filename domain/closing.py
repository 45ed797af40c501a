"""How a pair ends: the reasons that a curator gives, and how long a goodbye may take."""

from datetime import timedelta

REASONS = ("planned", "school_over", "mentor_cannot", "mentee_cannot", "no_meetings", "another_mentor", "other")
"""Codes for the record (domain § Z10); members never see them."""
GOODBYE = timedelta(days=7)
"""So long a pair may meet for the last time; then it ends by itself."""
