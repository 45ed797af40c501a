# Home screens by role, and commands.
hello = { $tone ->
    [child] Hi, { $name }!
   *[adult] Hello, { $name }!
}
hello_nameless = { $tone ->
    [child] Hi!
   *[adult] Hello!
}
mentor_of = Your mentor: { $names }
no_mentor = The curator is looking for your mentor.
mentees = You are paired with: { $names }
no_mentees = No pair yet. The curator will find one and write to you here.
next_meeting = Next meeting: { $moment }
next_meeting_with = Next meeting: { $moment }, { $names }
no_next_meeting = The next meeting has no date yet.
child = <b>{ $name }</b>{ $group }
child_mentor = Mentor: { $names }
child_no_mentor = A mentor is being found.
child_meetings = { $count ->
    [0] There were no meetings yet.
    [one] There was { $count } meeting, on { $day }.
   *[other] There were { $count } meetings, the last on { $day }.
}
child_waiting = The child has not joined the programme yet.
to_do = { $count ->
    [one] { $count } thing waits:
   *[other] { $count } things wait:
}
nothing_to_do = Nothing to do right now.
ask_curator = Questions go to the curator: { $names }
more = More
more_title = What else?
no_poll = No poll is waiting for you right now. I will write when a new one opens.
poll = A poll is waiting:
cancelled = We have stopped. Your answers are kept. Come back here or with /survey.
nothing_to_cancel = There is nothing to cancel.
screen_pair = My pair
screen_meetings = Meetings
screen_meeting = Log a meeting
screen_sos = 🆘 I need help
screen_consents = Consents
screen_today = Today
screen_people = People
screen_pairs = Pairs
screen_campaigns = Surveys
screen_summary = Summary
screen_invite = Invite
screen_survey = Questionnaires
screen_erasures = Erasing data
screen_schools = Schools
screen_health = Health
command_schools = The schools in numbers
screen_cases = Cases
screen_deadlines = Cases
screen_incident = 🆘 Report a worry
screen_clearances = Clearance
screen_my_data = My data
screen_class = My class
screen_phone = Who is here
screen_place = Another school
acting_in = You are now in: { $name }
screen_help = Help
screen_privacy = What the bot keeps
screen_language = Language
screen_nickname = My nickname
screen_questionnaires = All questionnaires
command_start = Begin
command_help = Help
command_menu = Main screen
command_my_data = My data and consents
command_privacy = What the bot keeps
command_language = Language
command_cancel = Stop a questionnaire
command_survey = Questionnaires and polls
command_meeting = Log a meeting
command_meeting_mentee = My meetings
command_feedback = Poll of the month
command_pair = My pair
command_sos = I need help
command_today = What needs you today
command_find = Find a person
command_people = People and invitations
command_pairs = Pairs
command_meetings = Log of meetings
command_poll = Poll of the month
command_summary = Summary
command_results = Results of questionnaires
form = { $title } · { $minutes } min
all_waiting = All questionnaires: { $count }
form_about = { $title } · { $name }
screen_register = Consents
