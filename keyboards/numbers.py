"""Numbers that a button may carry: a forged one that no database could hold is no button of ours."""

from typing import Annotated

from pydantic import Field

Number = Annotated[int, Field(ge=-1, lt=2**31)]
"""An id, a revision, or a page; a database's integer has 32 bits."""
