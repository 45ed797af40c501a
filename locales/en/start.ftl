# The door: invitations, strangers, groups.
door = Hello! This is the bot of a school mentoring programme. You can come in with an invitation from the school.

    Does a child need help? 8-800-2000-122, from a mobile 124, emergency 112
have_invitation = I have a code or a link
have_invitation_how = Send the code from your slip or the link from your invitation right here. A code looks like this: K7Q2-MN4P
from_school = I am from a school
from_school_how = To connect a school, somebody has to install the bot: the project’s guide tells how. If your school takes part already, ask the curator for an invitation.
what_is_it = What is this?
what_is_it_how = In the programme a pupil gets a mentor: an older pupil, a student or an adult. The bot sends reminders about meetings, asks short questions and lets the curator help in time.
group = I say nothing here. Please write to me privately.
invitation_closed = This invitation does not open. It may have a typo in it, be out of date, or have been used already.

    The curator can give you a new one. If you have joined before, use the same account as then.
taken = The bot knows this account as another person. For now one account is one person.

    Open the invitation from another account, or tell the curator about it.
accept = You are invited as a <b>{ $role }</b> · { $organisation }

    The invitation is for “{ $name }”. Is that you?
accept_nameless = You are invited as a <b>{ $role }</b> · { $organisation }

    Is that you?
accept_child = Hi! You are invited to the mentoring programme · { $organisation }

    The invitation is for “{ $name }”{ $group }. Is that you?
accept_child_nameless = Hi! You are invited to the mentoring programme · { $organisation }

    Is that you?
accept_code = You are invited as a <b>{ $role }</b> · { $organisation }

    The code in the invitation: <b>{ $name }</b>. Is that you?
accept_child_code = Hi! You are invited to the mentoring programme · { $organisation }

    The code in the invitation: <b>{ $name }</b>. Is that you?
accept_yes = Yes, that is me
accept_no = That is not me
accept_parent = { $organisation } invites a child to the mentoring programme.

    Is { $name }{ $group } your child?
accept_parent_nameless = { $organisation } invites a child to the mentoring programme. Did your child send you the link?
parent_yes = Yes, I am their legal guardian
parent_no = No
ask_birthday = To be sure it is really you: when is your birthday?

    Write the day and the month. For example: 12.03
ask_class_code = To be sure it is really you: what is the code of your class?

    Write six digits. Your class teacher knows them.
unclear_birthday = Write the day and the month of your birthday in digits. For example: 12.03
unclear_class_code = Write the code of your class: six digits. Your class teacher knows them.
wrong_birthday = It does not match. { $left ->
        [one] You have { $left } try left.
       *[other] You have { $left } tries left.
    }

    Write the day and the month of your birthday. If it does not work, tell the curator: the list may be wrong.
wrong_class_code = It does not match. { $left ->
        [one] You have { $left } try left.
       *[other] You have { $left } tries left.
    }

    Write the code of your class. If it does not work, ask your class teacher once more.
later = { $minutes ->
        [one] Too many wrong tries. The next one is in { $minutes } minute.
       *[other] Too many wrong tries. The next one is in { $minutes } minutes.
    }

    { $tone ->
        [child] If it does not work, tell the curator: they will give you a new invitation.
       *[adult] If it does not work, tell the curator: they will give you a new invitation.
    }
not_me = All right, thank you for saying so. The invitation still works; the curator will hear that it went to the wrong person.
role_mentee = { $tone ->
    [child] pupil with a mentor
   *[adult] mentee
}
role_mentor = mentor
role_curator = curator
role_parent = parent
role_class_teacher = class teacher
role_psychologist = psychologist
role_form_curator = curator of a form
role_director = director
role_municipal_operator = municipal operator
role_tech_admin = technical administrator
one_moment = One moment: this is taking a little longer than usual. The answer is on its way, no need to repeat.
apology = Something went wrong, but I have your message. Try again, or open the menu: /menu
command_start = Begin
command_help = Help
command_privacy = What the bot keeps
command_sos = I need help
