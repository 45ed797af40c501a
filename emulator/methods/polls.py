"""Polls: sent and stopped as Telegram allows."""

from typing import Any

from emulator import entities
from emulator.calls import Call
from emulator.methods import chats, messages
from emulator.parameters import Params, flag, integer, structure, text
from emulator.refusals import bad_request
from emulator.world import World

QUESTION_UNITS, OPTION_UNITS, MOST_OPTIONS = 300, 100, 12


def send_poll(world: World, call: Call) -> dict[str, Any]:
    """sendPoll."""
    params = call.params
    question = _worded({**params, "text": text(params, "question")}, "question_parse_mode", "question_entities")
    if entities.units(question) > QUESTION_UNITS:
        raise bad_request(f"poll question length must not exceed {QUESTION_UNITS}")
    options = _options(params)
    kind = text(params, "type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    poll = {
        "id": f"{call.bot.id}{call.number:09}",
        "question": question,
        "options": [{"persistent_id": str(place), "text": one, "voter_count": 0} for place, one in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": flag(params, "is_closed"),
        "is_anonymous": flag(params, "is_anonymous") if "is_anonymous" in params else True,
        "type": kind,
        "allows_multiple_answers": flag(params, "allows_multiple_answers"),
        "allows_revoting": flag(params, "allows_revoting") if "allows_revoting" in params else kind == "regular",
        "members_only": flag(params, "members_only"),
    } | (_solution(params, len(options)) if kind == "quiz" else {})
    return messages.post(world, call, chats.writable(call), "poll", {"poll": poll})


def stop_poll(world: World, call: Call) -> dict[str, Any]:
    """stopPoll: of the bot's own message."""
    chat = chats.writable(call)
    message = chats.message(call, chat, "message with poll to stop not found")
    if message.kind != "poll" or message.by_person:
        raise bad_request("message is not a poll")
    if message.content["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    message.content = {"poll": message.content["poll"] | {"is_closed": True}}
    world.changed(chat)
    poll: dict[str, Any] = message.content["poll"]
    return poll


def _solution(params: Params, options: int) -> dict[str, Any]:
    """The right answers of a quiz, by their places, and what is said of them afterwards."""
    given = structure(params, "correct_option_ids")
    right = given if isinstance(given, list) else [integer(params, "correct_option_id", -1)]
    places = [integer({"place": place}, "place", -1) for place in right]
    if not places or not all(0 <= place < options for place in places):
        raise bad_request("wrong correct option ID specified")
    solution: dict[str, Any] = {"correct_option_ids": places}
    said, found = entities.read(params, "explanation", "explanation_entities", "explanation_parse_mode")
    if said:
        solution |= {"explanation": said, "explanation_entities": found}
    return solution


def _options(params: Params) -> list[str]:
    given = structure(params, "options", "options")
    if given is None:
        raise bad_request("can't parse options JSON object")
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputPollOption")
    options = [_option(one) for one in given]
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return options


def _option(given: Any) -> str:
    fields = {"text": given} if isinstance(given, str) else given
    if not isinstance(fields, dict):
        raise bad_request("can't parse poll option: expected an Object")
    if fields.get("text") is None:
        raise bad_request("can't parse poll option: Can't find field \"text\"")
    option = _worded(fields, "text_parse_mode", "text_entities")
    if entities.units(option) > OPTION_UNITS:
        raise bad_request(f"poll options length must not exceed {OPTION_UNITS}")
    return option


def _worded(fields: Params, mode: str, entities_field: str) -> str:
    string, _ = entities.read(fields, "text", entities_field, mode)
    if not string:
        raise bad_request("text must be non-empty")
    return string
