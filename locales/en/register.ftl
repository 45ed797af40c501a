# Consents: how many there are by class, what is missing, who signed what.
title = <b>Consents</b> · { $organisation }
empty = There are no participants yet.
have = Given: <b>{ $have } of { $total }</b>, on paper: { $paper }
waiting = Waiting: { $count }
refused = Refused: { $count }
new_text = No answer to the new text yet: { $count }
class_button = { $group }: { $have } of { $total }
no_class = No class
class_title = <b>{ $group }</b>
missing = { $title }
    Consents missing: { $count }
complete = { $title }
    All consents are in ✅
person_button = { $name } · { $what }
short_home = given
short_new_text = new text
short_adult = no parent’s consent
short_assent = child has not answered
short_consent = own consent missing
short_refused = refused
short_not_allowed = the parent refused
short_withdrawn = left
what_home = All the consents needed are in.
what_new_text = The text has changed, and there is no new answer yet.
what_adult = The parent’s consent is missing.
what_assent = The parent agrees, the child has not answered yet.
what_consent = Their own consent is missing.
what_refused = This person refused. We respect that.
what_not_allowed = The parent refused. We respect that.
what_withdrawn = The consent was withdrawn.
no_decisions = No decisions yet.
remind = Remind all
remind_sure = Remind those who have not answered: { $count }. Whoever refused is not asked. The bot reminds once a day at most.
reminded = { $count ->
    [0] They were reminded today already
   *[other] Reminders sent: { $count }
}
print = Forms
print_for = Print a form
person = Card
back = To consents
papers = On paper
texts = Texts
export = Spreadsheet
export_named = With names
withdrawn_on_paper = Withdrawn: { $line }
withdraw_sure = { $line }

    Record that this consent was withdrawn on paper? Without a consent that is needed the bot stops at once, and the data must be destroyed within 30 days.
write_down = Record it
withdrawal_written = Recorded
withdrawal_done = The withdrawal is recorded. The date for destroying the data is on your list for today.
line_agreed = { $kind }: { $who }, { $day }, { $channel }, no. { $number }
line_refused = { $kind }: { $who }, { $day }, refused
line_withdrawn = { $kind }: { $who }, { $day }, withdrawn
line_replaced = { $kind }: { $who }, { $day }, replaced
signer_self = in person
signer_mother = mother
signer_father = father
signer_guardian = guardian
channel_chat = in the chat
channel_paper = on paper
duties = Consent to work as a mentor (teachers): { $signed } of { $total }
