"""The table of emulated Bot API methods, by lower-case name: Telegram does not care about case."""

from collections.abc import Callable
from typing import Any

from emulator.calls import Call
from emulator.methods import account, callbacks, cards, commands, copies, edits, media, messages, pins, polls, receiving
from emulator.methods.unemulated import current_name, refuse
from emulator.world import World

Method = Callable[[World, Call], Any]

METHODS: dict[str, Method] = {
    "getme": account.get_me,
    "getchat": account.get_chat,
    "leavechat": account.leave_chat,
    "getchatmember": account.get_chat_member,
    "getchatmembercount": account.get_chat_member_count,
    "getchatadministrators": account.get_chat_administrators,
    "getfile": account.get_file,
    "getuserprofilephotos": account.get_user_profile_photos,
    "logout": account.log_out,
    "close": account.close,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "sendmessage": messages.send_message,
    **{f"send{kind.replace('_', '')}": media.sending(kind) for kind in media.KINDS},
    "sendmediagroup": media.send_media_group,
    "sendlocation": cards.send_location,
    "sendvenue": cards.send_venue,
    "sendcontact": cards.send_contact,
    "senddice": cards.send_dice,
    "sendpoll": polls.send_poll,
    "stoppoll": polls.stop_poll,
    "copymessage": copies.copy_message,
    "copymessages": copies.copy_messages,
    "forwardmessage": copies.forward_message,
    "forwardmessages": copies.forward_messages,
    "editmessagetext": edits.edit_message_text,
    "editmessagecaption": edits.edit_message_caption,
    "editmessagereplymarkup": edits.edit_message_reply_markup,
    "editmessagemedia": edits.edit_message_media,
    "deletemessage": edits.delete_message,
    "deletemessages": edits.delete_messages,
    "answercallbackquery": callbacks.answer_callback_query,
    "sendchataction": callbacks.send_chat_action,
    "setmessagereaction": callbacks.set_message_reaction,
    "pinchatmessage": pins.pin_chat_message,
    "unpinchatmessage": pins.unpin_chat_message,
    "unpinallchatmessages": pins.unpin_all_chat_messages,
    "setmycommands": commands.set_my_commands,
    "getmycommands": commands.get_my_commands,
    "deletemycommands": commands.delete_my_commands,
    "setchatmenubutton": commands.set_chat_menu_button,
    "getchatmenubutton": commands.get_chat_menu_button,
    "setmyname": commands.set_my_name,
    "getmyname": commands.get_my_name,
    "setmydescription": commands.set_my_description,
    "getmydescription": commands.get_my_description,
    "setmyshortdescription": commands.set_my_short_description,
    "getmyshortdescription": commands.get_my_short_description,
}


def named(name: str) -> Method:
    """The method of this name; one that refuses, when there is none or it is not emulated."""
    return METHODS.get(current_name(name), refuse)
