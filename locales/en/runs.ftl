# Questionnaires: what stands around the questions.
place = { $title } · question { $position }{ $known ->
    [all] { " " }of { $most }
    [most] , { $most } at most
   *[none] { "" }
}
first_month = First month poll
about = About: { $names }
with = With: { $names }
this_day = today, { $day }
summary = <b>{ $title }</b> · check your answers
line = { $number }. { $question } — <b>{ $answer }</b>
skipped = skipped
ticked = Ticked: { $count }
press_send = Press “Send” under the answers, or a number to change one.
now = Now: { $answer }

seen_programme = The curator will see this.
seen_sensitive = The curator and the psychologist will see this. Your mentor will not.
seen_sensitive_mentor = The curator and the psychologist will see this.
seen_shared_with_mentor = The curator and the mentor will see this.
seen_shared_by_mentor = The curator and the other in the pair will see this.
seen_together = People will see this only together with the answers of others.
seen_case = Only the psychologist, and those whom they pass it to, will see this.
seen_everybody = Everybody who is in the programme with you will see this.
seen_private = Only you will see this.
mode_named = Your answers will carry your name. It takes { $minutes } min.
mode_confidential = { $tone ->
    [child] The curator and the psychologist will see this. Your mentor will not. It takes { $minutes } min.
   *[adult] Confidential: the curator and the psychologist will see this, the other side of the pair will not. It takes { $minutes } min.
}
mode_confidential_parent = Confidential: the curator and the psychologist will see this, the mentor will not. It takes { $minutes } min.
mode_anonymous = { $tone ->
    [child] Nobody will know who answered like this. It takes { $minutes } min.
        Do you need help? Press 🆘 in the menu. An adult will know who you are, and will tell only those who help.
   *[adult] Anonymous: once you send your answers, they are not linked to you. It takes { $minutes } min.
        Do you need help? Press 🆘 in the menu: that is not anonymous, only those who help will know.
}
no_names = No names, please: neither yours nor anybody else’s.
required = This one needs an answer.

skip = Skip
later = Later
done = Done ({ $count })
send = Send ✅
change = ✏️ { $number }
agree = I agree ✅
understood = I see ✅
today = Today
yesterday = Yesterday
tomorrow_day = Tomorrow
other_day = Another day
calendar = Pick from a calendar
share_phone = Share my number
phone_below = The button with your number is at the bottom. You can also just type the number.
phone_thanks = Thank you!
write = Write the answer as a message.
write_or_press = Press a button or write.

noted = Noted: { $answer }
noted_skip = Skipped
already = This button is out of date. Here is where we are.
lost = { $count ->
    [1] One answer is not needed any more: { $questions }
   *[other] These answers are not needed any more ({ $count }): { $questions }
}
not_here = This screen is out of date: the questionnaire has been sent or closed. Here is the menu.
over_done = This questionnaire has been sent. Thank you!
over_interrupted = This questionnaire is closed, you need not answer any more. If that is a mistake, tell the curator.
over_on_paper = Your answers came in on paper, you need not answer here any more. Thank you!
over_unsent = This survey was stopped, you need not answer any more. What you had answered was not sent and is deleted. Thank you!
took_part = Thank you! Your answers to this survey are here already; they are not counted twice.
over_expired = The time for this questionnaire is over. See you next time!
over_stopped = { $tone ->
    [child] This survey was stopped, no need to answer any more. Thank you!
   *[adult] This survey was stopped, no need to answer any more. Thank you!
}
finished = Thank you! Your answers are saved.

put_aside = Saved. When shall I remind you?
evening = This evening
tomorrow = Tomorrow
weekend = At the weekend
never = Do not
go_on = Go on
again = Start again
no = I would rather not
will_remind = All right, I will remind you: { $when }. Your answers are safe.
will_not_remind = All right, no reminder. Your answers are safe; the menu brings you back.
given_up = All right. If you change your mind, tell the curator.
wrong_type = I do not understand this kind of message. Press a button under the question or write in words.
wrong_contact = That is somebody else’s number. Only yours is needed: press “Share my number”.
edited = I see that you edited a message. To change an answer, press “‹ Back” under the question.
