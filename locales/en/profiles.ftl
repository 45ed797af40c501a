# What may be done with a person’s profile.
actions = Change
of = <b>{ $name }</b>

    What is to be done?
nothing = <b>{ $name }</b>

    There is nothing for you to change here.
do_correct = Correct
do_roles = Roles
do_account = New account
do_sign_out = Sign out
do_doubles = Double
do_leave = Has left
do_back = Bring back
do_erase = Erase the data
corrected = Corrected. The journal says what was changed, without the words.
already = Done already.
not_in_chat = In this school names and classes do not pass through Telegram. Correct them by a list on the bot’s computer: mentor-bot import people
not_yours = This is no longer yours to change: nothing has changed.
card = Card
more = Correct more
roles = <b>Roles: { $name }</b>
no_roles = No roles.
take = Take: { $role }
give = Give: { $role }
where = In which organisation?
which_group = Which class?
which_form = Which form of mentoring?
ask_role = { $name }: take the role “{ $role }”? Everything that rests on it ends at once: pairs of this role, invitations given out, digests.
sure_role = Yes, take it
form_pupil_pupil = Pupil – pupil
form_teacher_teacher = Teacher – teacher
form_student_student = Student – student
form_student_pupil = Student – pupil
form_employer_pupil = Employer – pupil
form_employer_student = Employer – student
ask_account = Has { $name } lost the account or the phone? You get a link for a new one. As soon as it is used the old account is closed; data and pairs stay.
sure_account = Make the link
done_account = A link for the new account, works once, until { $day }:
    { $link }

    Hand it over in person.
ask_sign_out = { $name }: close all accounts? The bot will know this person on no phone any more, they come in by a new link only.
sure_sign_out = Yes, everywhere
done_sign_out = Accounts closed: { $count }. To let the person in again, use “New account”.
account_closed = This account is signed out. If that is a mistake, tell the curator: there will be a new link.
ask_leave = Is { $name } leaving the programme?

    Pairs ({ $pairs }), roles, questionnaires, invitations and letters end at once. Answers and meetings stay until their time, the person can come back.
sure_leave = Yes, has left
done_leave = { $name } is no longer in the programme.
alone = Left without a pair: { $names }
children = Left without this adult’s consent: { $names }
adults = Here for this child alone: { $names }
ask_back = Bring { $name } back? Roles and history come back, the person comes in by a new link.
sure_back = Make the link
done_back = A link to come back, works once, until { $day }:
    { $link }
doubles = This may be the same person. Who?
no_doubles = There is nobody alike.
merge_stays = Stays: { $who }, on the list since { $day }
merge_goes = Goes: { $who }, on the list since { $day }
moves = Moves over: { $what }
moves_nothing = There is nothing to move.
merge_final = It cannot be undone.
sure_merge = Make them one
merge_swap = Keep the other one
merged = Now this is one person: { $name }
merge_together = They were in a pair together, or one is the other’s adult: they are different people.
merge_withdrawn = One of them withdrew the consent: the data wait to be destroyed and cannot be merged.
moves_runs = questionnaires ({ $count })
moves_members = pairs ({ $count })
moves_accounts = accounts ({ $count })
moves_grants = roles ({ $count })
moves_guardians = adults ({ $count })
moves_consents = consents ({ $count })
moves_letters = letters ({ $count })
