# What the bot knows about a person, and the rights over it.
title = { $tone ->
    [child] <b>What the bot knows about you</b>
   *[adult] <b>Your data</b>
}
name = Name: { $value }
code = Code and nickname: { $value }
group = Class: { $value }
born = Birthday: { $value }
role = Role: { $value }
organisation = Organisation: { $value }
since = In the programme since { $value }
phone = Phone: { $value }
account = Telegram account: number { $value }
answers = { $count ->
    [one] { $count } finished questionnaire
   *[other] { $count } finished questionnaires
}
meetings = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
}
rights = { $tone ->
    [child] All this is yours. You can see who reads it, take it as a file, correct it and delete it.
   *[adult] These are your data: take them as a file, correct them, delete them, withdraw your consent.
}
seen = Who sees it
file = Download
wrong = Correct
delete = Delete
sign_out = Sign out of the bot
sign_out_explained = { $tone ->
    [child] Sign out? The bot will forget this Telegram account: no more reminders here. Your answers and meetings stay.

        To come back, ask the curator for a new link.
   *[adult] Sign out? The bot will forget this Telegram account on all its devices: no more letters here. Data, pairs and answers stay.

        To come back you need a new link: from the curator; a curator gets it from the director or whoever runs the bot.
}
sign_out_sure = Yes, sign out
signed_out = { $tone ->
    [child] Done: the bot does not know this account any more. If you want to come back, ask the curator for a new link.
   *[adult] Done: the bot does not know this account any more. You can come back by a new link.
}
child_file = Download about { $name }

seen_title = { $tone ->
    [child] <b>Who sees what the bot knows about you</b>
   *[adult] <b>Who sees your data</b>
}
seen_names = { $tone ->
    [child] Your name and class: { $who }
   *[adult] Name and role: { $who }
}
seen_answers = { $tone ->
    [child] Your answers: { $who }
   *[adult] Answers to questionnaires: { $who }
}
seen_sensitive = { $tone ->
    [child] Answers about what worries you: { $who }
   *[adult] Answers about private things and worries: { $who }
}
seen_meetings = { $tone ->
    [child] Your meetings: { $who }
   *[adult] Meetings: { $who }
}
seen_consents = { $tone ->
    [child] Who said yes, and when: { $who }
   *[adult] Consents: { $who }
}
seen_partner_mentee = { $tone ->
    [child] Your mentor sees your name, your class and what you share. No other answers.
   *[adult] The mentor sees your name and what you share. No other answers.
}
seen_partner_mentor = { $tone ->
    [child] Whoever you help sees your name and what you share.
   *[adult] Your mentee sees your name and what you share.
}
seen_parent = { $tone ->
    [child] Your parents see who your mentor is and when you met. They do not see answers.
   *[adult] Parents see who the mentor is and when you met.
}
seen_help = If you ask for help with the 🆘 button, only the adults who help in such cases will see it.

file_sent = Sent as files
file_on_paper = { $tone ->
    [child] In your school no names go through Telegram. Ask the curator to print what is known about you.
   *[adult] In your school no names go through the messenger. Ask the curator: you will get everything on paper.
}
wrong_in_person = { $tone ->
    [child] Tell the curator in person, and it will be corrected.
   *[adult] Tell the curator in person: it will be corrected within 7 working days.
}
correction_sent = { $tone ->
    [child] Thank you! The curator will correct it by { $day } at the latest. I will write to you.
   *[adult] Thank you! The curator will correct it by { $day }. The bot will tell you.
}
correction = <b>{ $who }</b>: something is wrong

    What: { $what }
    What is right: “{ $words }”

    To be corrected by { $day }.
what_name = the name
what_group = the class
what_born = the birthday
what_meetings = meetings
what_other = something else
corrected = Corrected
correction_settled = Done: the person will be told that it is correct now.

delete_explained = { $tone ->
    [child] <b>Delete everything the bot knows about you?</b>

        You will leave the programme: no more questionnaires, no more messages. What is deleted cannot come back.
        If an adult decides for you, I will tell them and the curator what you want.
   *[adult] <b>Delete your data?</b>

        You will leave the programme: your consent is withdrawn, no more questionnaires, no more messages. What is deleted cannot come back.
        Only numbers without a name stay, and an act of destruction with a code in the place of your name.
}
delete_sure = Yes, delete
leave = Change nothing
delete_withdrawn = { $tone ->
    [child] All right. The bot has stopped: no more questionnaires, no more messages.

        Everything that is known about you will be deleted by <b>{ $day }</b>. After that the bot will not know you.
   *[adult] Your consent is withdrawn, the bot has stopped.

        Your data will be destroyed by <b>{ $day }</b> (152-FZ, article 21). After that the bot will not know you.
}
delete_wished = { $tone ->
    [child] I told your adult and the curator what you want. They will talk to you and decide by <b>{ $day }</b>.

        Until then the bot has stopped: no questionnaires.
   *[adult] The curator has your request and will answer by <b>{ $day }</b>.
}
delete_waits = { $tone ->
    [child] The curator already has your request. Deadline: <b>{ $day }</b>.
   *[adult] The curator already has your request. Deadline: <b>{ $day }</b>.
}
delete_parent = First withdraw your consent to your child's data: yours will be deleted with them.
