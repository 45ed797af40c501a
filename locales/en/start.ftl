# The door: invitations, strangers, groups.
door = Hello! This is the bot of a school mentoring programme. You can come in with an invitation from the school.

    Does a child need help? 8-800-2000-122, from a mobile 124, emergency 112
have_invitation = I have an invitation
have_invitation_how = Open the link of the invitation again and press “Start”. Or send it here as a message.
from_school = I am from a school
from_school_how = To connect a school, somebody has to install the bot: the project’s guide tells how. If your school takes part already, ask the curator for an invitation.
what_is_it = What is this?
what_is_it_how = In the programme a pupil gets a mentor: an older pupil, a student or an adult. The bot reminds of meetings, asks short questions and helps the curator to help in time.
group = I say nothing here. Please write to me privately.
invitation_closed = This link does not open: it may be out of date, used already, or copied only in part.

    Ask the curator for a new one. If you have been in before, go on from the same account.
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
accept_yes = Yes, that is me
accept_no = That is not me
accept_parent = { $organisation } invites a child to the mentoring programme.

    Is { $name }{ $group } your child?
accept_parent_nameless = { $organisation } invites a child to the mentoring programme. Did your child send you the link?
parent_yes = Yes, I am their legal guardian
parent_no = No
not_me = All right, thank you for saying so. The invitation still works; the curator will hear that it went to the wrong person.
role_mentee = pupil with a mentor
role_mentor = mentor
role_curator = curator
role_parent = parent
role_class_teacher = class teacher
role_psychologist = psychologist
role_form_curator = curator of a form
role_director = director
role_municipal_operator = municipal operator
role_tech_admin = technical administrator
one_moment = One moment: it takes a little longer just now. The answer will come by itself, no need to repeat.
apology = Something went wrong, but I have your message. Try again, or open the menu: /menu
command_start = Begin
command_help = Help
command_privacy = What the bot keeps
command_sos = I need help
