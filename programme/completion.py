"""What finishing a questionnaire causes: a literal table from the form's name to a verb."""

from collections.abc import Mapping

from programme import invitations, joining, meetings, plans, wishes
from programme.endings import Completion, Ending

__all__ = ["COMPLETIONS", "Completion", "Ending"]

COMPLETIONS: Mapping[str, Completion] = {
    "about_me": joining.introduced,
    "about_pupil": joining.introduced,
    "invite_person": invitations.invited,
    "meeting_check_in": meetings.checked_in,
    "meeting_plan": plans.planned,
    "pulse_mentee": wishes.polled,
    "pulse_mentor": wishes.polled,
}
"""By form name. A form that is not here ends with its own ending text.

Verbs named here import `programme.endings`, never this module or `programme.runs`: those import them.
"""
