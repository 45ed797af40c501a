# Steps of the way in.
phone = To confirm that the child is yours, share your number. It has to match the school’s list.

    Press the button at the bottom: that way the messenger itself confirms the number.
share_phone = Share my number
no_phone = No number, let the curator check
phone_typed = I cannot take a typed number: anybody could send one. Press the button at the bottom.
phone_foreign = This is somebody else’s card. I need your own number: press the button at the bottom.
phone_matched = Thank you, the number matches ✅
phone_queued = Thank you! Now the curator has to confirm you.
vouching = { $who ->
    [adult] Almost done. The person who invited you has to confirm that it is you. I will write as soon as they answer.
   *[other] Almost done! The curator will check that it is you, and I will write at once.
}
waiting = The curator is checking that the child is yours. Usually up to 2 days. I will write as soon as there is an answer.
relation = Who are you to the child ({ $child })?
mother = Mother
father = Father
guardian = Guardian
adult = Hi! You are in the mentoring programme.
    To begin, an adult has to allow it.
    { $awaited ->
        [opened] The adult has opened the link. Not long now!
        [checked] The adult has answered. The curator is checking.
       *[nobody] How shall we ask them?
    }
ask_link = Send the link to an adult
ask_near = The adult is here
ask_paper = The adult has no Telegram
link = Send this link to your mum, dad or guardian:
    { $link }

    It is personal and works once.
link_words = I need your permission for the mentoring programme
near = Ask the adult to point their phone’s camera at the code. Or open the link: { $link }
paper = Get a form from the curator, I have told them already.
    The adult signs it, you bring it back. Then you can begin!
send_link = Send
copy_link = Copy the link
not_allowed = The adult has not allowed it yet. Talk with them or with the curator.

    If they change their mind, they can open the same link.
refused = { $who ->
    [child] All right, it is your choice. If you change your mind, press the button.
    [teen] All right, it is your choice. Without your consent the bot asks nothing. If you change your mind, press the button.
   *[adult] All right. We kept nothing except a note that you refused. If you change your mind, press the button or open the invitation again.
}
think_again = Think again
withdrawn = You are not taking part in the programme. To come back, ask the curator for a new invitation.
done_mentee = Done ✅ Now a short questionnaire: { $minutes } min. It helps us find your mentor.
done_mentor = Done ✅ A copy of your consent is in the file. Next comes a questionnaire: { $minutes } min.
done_curator = Done ✅ A copy of your consent is in the file. Begin with /today.
done_staff = Done ✅ A copy of your consent is in the file. All you need is on the main screen.
done_parent = Done ✅ A copy of your consent is in the file. Now we ask your child.

    <b>You will see:</b> who the mentor is and when they met.
    <b>You will not see:</b> your child’s answers or talks with the psychologist.
done_nickname = Done ✅ All that is left is to choose a nickname.
done_nameless = Done ✅ Now let us get to know each other.
begin = Begin
later = Later
go_on = Go on
introduced = Nice to meet you, { $given }!
one_more = Thank you! There is one more step.
confirm = Confirm
reject = Reject
parent_confirmed = Done: the parent is confirmed and can give consent.
parent_rejected = Done: the claim is rejected. The child can send an adult a new link.
parent_decided = This parent has been decided on already.
done_introduced = Now a short questionnaire: { $minutes } min.
nameless_child = the one who sent you the link
done_again = Welcome back! Everything is in its place.
paper_only = { $who ->
    [parent] Nearly there. This organisation takes the consent to the child’s data ({ $child }) on paper: the curator has the form.

        I will write when the form is back.
    [adult] Nearly there. This organisation takes the consent on paper: the curator has the form.

        I will write when the form is back.
    [child] Get a form from the curator: an adult signs it.

        I will write as soon as the form is back.
   *[teen] Get a form from the curator: you and an adult have to sign it.

        I will write as soon as the form is back.
}
refused_new_text = { $tone ->
    [child] All right, you decide. Without consent to the new text the bot asks nothing. If you change your mind, press the button.
   *[adult] All right. Without consent to the new text the bot asks nothing. If you change your mind, press the button.

        What you signed before can be withdrawn: /my_data, “Consents”.
}
