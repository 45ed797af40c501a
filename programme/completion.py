"""What finishing a questionnaire causes: a literal table from the form's name to a verb."""

from collections.abc import Mapping

from programme import (
    clearances,
    closing,
    consent_rules,
    correcting,
    corrections,
    incidents,
    invitations,
    joining,
    meetings,
    nicknames,
    papers,
    plans,
    swot,
    wishes,
)
from programme.endings import Completion, Ending

__all__ = ["COMPLETIONS", "Completion", "Ending"]

COMPLETIONS: Mapping[str, Completion] = {
    "paper_return": papers.returned,
    "operator_details": consent_rules.told,
    "about_me": joining.introduced,
    "about_pupil": joining.introduced,
    "clearance": clearances.recorded,
    "closing_mentee": closing.said,
    "closing_mentor": closing.said,
    "correct_person": correcting.corrected,
    "data_correction": corrections.asked,
    "incident": incidents.reported,
    "invite_person": invitations.invited,
    "after_trial": wishes.met,
    "meeting_check_in": meetings.checked_in,
    "meeting_feedback": wishes.met,
    "meeting_plan": plans.planned,
    "nickname": nicknames.chosen,
    "pulse_mentee": wishes.polled,
    "pulse_mentee_teen": wishes.polled,
    "pulse_mentor": wishes.polled,
    "pulse_parent": wishes.polled,
    "swot": swot.filled,
    "swot_entry": swot.written,
}
"""By form name. A form that is not here ends with its own ending text.

Verbs named here import `programme.endings`, never this module or `programme.runs`: those import them.
"""
