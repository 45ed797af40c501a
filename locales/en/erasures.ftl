# The destruction of data: the list, a card, the second person, the papers.
title_short = ‹ Erasing data
list = { $count ->
    [one] <b>Erasing data</b>: { $count } person
   *[other] <b>Erasing data</b>: { $count } people
}
nothing = <b>Erasing data</b>

    Nothing needs to be destroyed now.
line = { $who } · by { $day } · { $state }
state_due = prepare
state_prepared = waits for approval
state_blocked = blocked
state_done = destroyed
state_dropped = request taken back
done = Destroyed: { $count }
done_title = <b>Destroyed</b>: { $count }

    Here are the acts and extracts: they are kept for three years, without the data.
done_line = No. { $number } · { $day } · { $code }
open = Open

card = <b>Erasing data</b>: { $who }
cause_withdrawn = Why: consent withdrawn on { $day }
cause_stop = Why: a demand of { $day } to stop using the data
cause_wish = Why: a request of { $day } to delete them
cause_purpose = Why: the data are not needed any more ({ $day })
until = Deadline by law: { $day }
is_done = Destroyed on { $day }, act No. { $number }
is_dropped = Nothing needs to be destroyed: the person stays.
waits_word = To go on, a consent is missing. Until it is there, there are no questionnaires.
goes = Will be gone for good:
gone = Destroyed:
category_identity = • name, birth date, class
category_accounts = • accounts: { $count }
category_family = • family and phone numbers: { $count }
category_roles = • details of roles: { $count }
category_answers = • answers: { $count }
category_words = • what others wrote about the pair: { $count }
category_consents = • details of consents (their marks stay): { $count }
category_papers = • paper forms (their marks stay): { $count }
category_invitations = • invitations: { $count }
category_letters = • messages: { $count }
category_journal = • entries of the message journal: { $count }
category_clearances = • certificates and clearances: { $count }
stays = Numbers stay, without a name: { $what }
kept_pairs = { $count ->
    [one] { $count } pair
   *[other] { $count } pairs
}
kept_meetings = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
}
next = Check what will go, then prepare it. A second person approves.
waits_director = Prepared ({ $who }). It waits for a director.
waits_operator = Prepared ({ $who }). There is no other director in the bot: let the administrator run mentor-bot subject erase { $code }
blocked = Cannot be destroyed for now: { $why }. Nobody is using the data.
backups = The last backup that holds these data goes on { $day }. Keep the act and the extract until { $keep }.

prepare = Prepare
prepare_ask = Prepare the destruction of the data ({ $who })?

    A director will be told and approves. Nothing goes before that.
prepare_sure = Yes, prepare
prepare_done = Prepared
approve = Approve and destroy
approve_ask = <b>Destroy the data ({ $who })?</b>

    They cannot come back. You will get the act and the extract of the log to sign.
approve_sure = Yes, destroy
approve_done = The data are destroyed
drop = Request taken back
drop_ask = Take the request back ({ $who })?

    You have talked, and the person stays in the programme. The bot will write to them, and to the parents of a child.
drop_sure = Yes, take it back
drop_done = Request taken back
block = Cannot be destroyed
block_ask = Why can it not be destroyed now?

    The data will be blocked and must be destroyed within six months.
why_inquiry = An inquiry or a court case
why_law = Another law wants them kept
why_technical = A technical reason
block_done = Blocked
papers = Act and extract
papers_sent = Sent as files

demand = <b>{ $who }</b>: what came on paper?

    A withdrawal of consent is recorded under “Consents”.
demand_left = <b>{ $who }</b> is not in the programme any more.
demand_stop = A demand to stop
demand_purpose = Not needed any more
demand_stop_ask = <b>{ $who }</b>: record the demand to stop using the data?

    The bot stops at once. The data must be destroyed within 10 working days.
demand_purpose_ask = <b>{ $who }</b>: are the data not needed any more?

    Name and ties must be destroyed within 30 days, answers stay without a name.
demand_sure = Yes, record it
demand_done = Recorded, the clock is running
