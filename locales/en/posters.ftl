# Classes: the poster, the class code, slips with codes.
classes = <b>Classes</b>

    Choose a class: a poster for the wall, the class code, slips with codes.
own_classes = <b>Class code</b>

    Pupils whose birthday is not on the list are asked for it when they join. Tell it aloud.
no_classes = There is no class on the school’s list yet. Invite a pupil or load a list.
title = Class { $group }
outside = { $count ->
    [0] Everybody on the list is in.
    [one] { $count } person on the list is not in yet.
   *[other] { $count } people on the list are not in yet.
}
hangs = There is a poster. Its link brings applications too: { $link }
no_poster = There is no poster.
has_code = The class code: <b>{ $code }</b>. Tell it to the pupils aloud, do not send it on.
no_code = There is no class code.
to_code = Class code
print = Poster (PDF)
slips = Slips with codes: { $count }
code = Make a class code
other_code = Change the class code
take_down = Take the poster down
take_down_yes = Yes, take it down
take_down_sure = Take the poster down: { $group }? Nobody can apply by its QR code any more. Applications that were made stay.
taken_down = The poster no longer works.
caption = A poster on A4. It brings applications; you decide.
slips_caption = Slips with codes: cut them apart and hand them out. These people’s earlier codes no longer work.
coming = Preparing the file
paper_title = A mentor by your side
paper_bot = In Telegram: @{ $bot }
paper_step_open = Point your phone’s camera at the code and press “Start”.
paper_step_name = Write your surname and first name. Only your own.
paper_step_number = The bot shows a number. Tell it to your teacher.
paper_step_wait = Your teacher will check it, and the bot will write to you.
paper_sees = What the bot sees: the name of your account and what you write to it. What it does not see: your contacts, photos and chats. It opens questionnaires only when an adult has allowed it.
paper_help = Need help? 8-800-2000-122 · from a mobile 124 · emergency 112
slip_how = Write the code to the bot @{ $bot } in Telegram, or use the camera.
slip_until = Until { $day }. The code is yours: show it to nobody.
