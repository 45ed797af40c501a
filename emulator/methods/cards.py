"""Messages that are neither a text nor a file: places, contacts, dice."""

import random
from typing import Any

from emulator.calls import Call
from emulator.methods import chats, messages
from emulator.parameters import Params, integer, text
from emulator.refusals import bad_request
from emulator.world import World

SIDES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
LIVE_SECONDS = (60, 86_400)
LIVE_FOR_EVER = 0x7FFF_FFFF
HEADING_DEGREES = (1, 360)
ALERT_METRES = 100_000


def send_location(world: World, call: Call) -> dict[str, Any]:
    """sendLocation, live or not."""
    live = "live " if integer(call.params, "live_period") else ""
    location = _location(call.params, f"invalid {live}location specified")
    period, heading = integer(call.params, "live_period"), integer(call.params, "heading")
    alert = integer(call.params, "proximity_alert_radius")
    if period and period != LIVE_FOR_EVER and not LIVE_SECONDS[0] <= period <= LIVE_SECONDS[1]:
        raise bad_request("wrong live location period specified")
    if heading and not HEADING_DEGREES[0] <= heading <= HEADING_DEGREES[1]:
        raise bad_request("wrong live location heading specified")
    if not 0 <= alert <= ALERT_METRES:
        raise bad_request("wrong live location proximity alert radius specified")
    if period:
        extras = {"live_period": period, "heading": heading, "proximity_alert_radius": alert}
        location |= {name: value for name, value in extras.items() if value}
    return messages.post(world, call, chats.writable(call), "location", {"location": location})


def send_venue(world: World, call: Call) -> dict[str, Any]:
    """sendVenue."""
    location = _location(call.params, "wrong venue location specified")
    venue = {"location": location, "title": text(call.params, "title"), "address": text(call.params, "address")}
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if text(call.params, name):
            venue[name] = text(call.params, name)
    return messages.post(world, call, chats.writable(call), "venue", {"venue": venue, "location": location})


def send_contact(world: World, call: Call) -> dict[str, Any]:
    """sendContact."""
    for name in ("phone_number", "first_name"):
        if not text(call.params, name):
            raise bad_request(f'parameter "{name}" is required')
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: text(call.params, name) for name in names if text(call.params, name)}
    return messages.post(world, call, chats.writable(call), "contact", {"contact": contact})


def send_dice(world: World, call: Call) -> dict[str, Any]:
    """sendDice: the value is by chance."""
    emoji = text(call.params, "emoji") or "🎲"
    if emoji not in SIDES:
        raise bad_request("EMOTICON_INVALID")
    dice = {"emoji": emoji, "value": random.randint(1, SIDES[emoji])}
    return messages.post(world, call, chats.writable(call), "dice", {"dice": dice})


def _location(params: Params, off_the_map: str) -> dict[str, Any]:
    for name in ("latitude", "longitude"):
        if not text(params, name).strip():
            raise bad_request(f"{name} is empty")
    latitude, longitude = _degrees(params, "latitude"), _degrees(params, "longitude")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise bad_request(off_the_map)
    return {"latitude": latitude, "longitude": longitude}


def _degrees(params: Params, name: str) -> float:
    """A number of degrees; 0 for what is none, as Telegram's server reads it."""
    try:
        return float(text(params, name))
    except ValueError:
        return 0.0
