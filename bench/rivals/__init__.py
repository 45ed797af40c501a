"""The rivals: the same questionnaire step as others would write it."""
