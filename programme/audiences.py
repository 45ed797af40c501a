"""Who an audience is today: the people of a school, with the children or the pairs that their sheets are about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

import db.campaigns
from domain import campaigns
from domain.campaigns import PARTICIPANTS, PER_PAIR, Audience, Candidate, Recipients
from domain.forms import Form


@dataclass(slots=True)
class Standing:
    """What the pairs of a person say: forms of mentoring, states, and the working pairs."""

    forms: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    working: list[int] = field(default_factory=list)


def recipients(session: Session, organisation_id: int, form: Form, audience: Audience) -> Recipients:
    """Who gets a form now, and how many do not though they are meant."""
    standings = _standings(session, organisation_id)
    in_use = forms_in_use(session, organisation_id, standings)
    if campaigns.about_children(form):
        found = _about_children(session, organisation_id, audience, standings)
    else:
        found = _about_themselves(session, organisation_id, audience, standings, per_pair=form.name in PER_PAIR)
    return campaigns.recipients(audience, list(found), in_use)


def forms_in_use(
    session: Session, organisation_id: int, standings: Mapping[int, Standing] | None = None
) -> frozenset[str]:
    """The forms of mentoring that people or pairs of the organisation are in."""
    known = _standings(session, organisation_id) if standings is None else standings
    held = db.campaigns.forms_held(session, organisation_id, PARTICIPANTS)
    return frozenset(held.union(*(each.forms for each in known.values())))


def _standings(session: Session, organisation_id: int) -> Mapping[int, Standing]:
    found: dict[int, Standing] = defaultdict(Standing)
    for person_id, pair_id, form, state in db.campaigns.places(session, organisation_id):
        standing = found[person_id]
        standing.states.add(state)
        if form:
            standing.forms.add(form)
        if state == "active":
            standing.working.append(pair_id)
    return found


def _about_themselves(
    session: Session, organisation_id: int, audience: Audience, standings: Mapping[int, Standing], *, per_pair: bool
) -> Iterator[Candidate]:
    met: set[int] = set()
    for person, group, form, reachable in db.campaigns.holders(session, organisation_id, audience.roles):
        if person.id in met:
            continue
        met.add(person.id)
        standing = standings.get(person.id, Standing())
        pairs: Sequence[int | None] = standing.working if per_pair else (None,)
        forms = frozenset(standing.forms | {form} if form else standing.forms)
        stage, group = campaigns.stage(standing.states), person.group_name or group
        for pair_id in pairs:
            yield Candidate(person.id, person.state == "active", reachable, group, forms, stage, pair_id=pair_id)


def _about_children(
    session: Session, organisation_id: int, audience: Audience, standings: Mapping[int, Standing]
) -> Iterator[Candidate]:
    """A sheet about each admitted mentee: of a parent the own children, of a class teacher those of the class."""
    mentees = db.campaigns.holders(session, organisation_id, ("mentee",))
    children = {child.id: (child, form) for child, _, form, _ in mentees if child.state == "active"}
    of_parent: dict[int | str | None, list[int]] = defaultdict(list)
    of_class: dict[int | str | None, list[int]] = defaultdict(list)
    for parent_id, child_id in db.campaigns.families(session, organisation_id):
        of_parent[parent_id].append(child_id)
    for child, _ in children.values():
        of_class[child.group_name].append(child.id)
    met: set[tuple[int, int]] = set()
    for person, group, _, reachable in db.campaigns.holders(session, organisation_id, audience.roles):
        match audience.role:
            case "parent":
                known = of_parent[person.id]
            case "class_teacher":
                known = of_class[group] if group else []
            case _:
                known = list(children)
        for child_id in known:
            if child_id not in children or (person.id, child_id) in met:
                continue
            met.add((person.id, child_id))
            child, form = children[child_id]
            standing = standings.get(child_id, Standing())
            forms = frozenset(standing.forms | {form} if form else standing.forms)
            stage = campaigns.stage(standing.states)
            admitted = person.state == "active"
            yield Candidate(person.id, admitted, reachable, child.group_name, forms, stage, about_id=child_id)
