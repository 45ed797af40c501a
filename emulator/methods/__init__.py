"""The table of emulated Bot API methods, by lower-case name: Telegram does not care about case."""

from collections.abc import Callable
from typing import Any

from emulator.calls import Call
from emulator.methods import account, callbacks, commands, edits, messages, polls, receiving
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
    "logout": account.log_out,
    "close": account.close,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "sendmessage": messages.send_message,
    "sendphoto": messages.send_photo,
    "senddocument": messages.send_document,
    "sendmediagroup": messages.send_media_group,
    "sendpoll": polls.send_poll,
    "stoppoll": polls.stop_poll,
    "copymessage": messages.copy_message,
    "forwardmessage": messages.forward_message,
    "editmessagetext": edits.edit_message_text,
    "editmessagecaption": edits.edit_message_caption,
    "editmessagereplymarkup": edits.edit_message_reply_markup,
    "editmessagemedia": edits.edit_message_media,
    "deletemessage": edits.delete_message,
    "deletemessages": edits.delete_messages,
    "answercallbackquery": callbacks.answer_callback_query,
    "sendchataction": callbacks.send_chat_action,
    "setmessagereaction": callbacks.set_message_reaction,
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
