"""What no one can guess: tokens of links and codes of people, classes and papers are drawn here and nowhere else."""

import secrets

TOKEN_BYTES = 16
"""128 random bits (ASVS 11.5.1): 22 characters of A-Za-z0-9_-, as deep links allow."""


def token() -> str:
    """A secret for a deep link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def letters(alphabet: str, length: int) -> str:
    """So many letters of an alphabet, each as likely as the next."""
    return "".join(secrets.choice(alphabet) for _ in range(length))
