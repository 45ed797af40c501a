# Lists of people, the search, and a person's card.
how = { $by ->
    [codes] Write a code or a nickname, for example: /find fox.
   *[names] Write a name and a class, for example: /find maria 5b. The order of the words does not matter.
}
too_long = { $by ->
    [codes] That is too long for a search. Write a code or a nickname.
   *[names] That is too long for a search. Write a name and a class.
}
nobody = { $by ->
    [codes] Nobody was found. There are no names here: look for a code, a nickname or the code of a class.
   *[names] Nobody was found. Try the surname, the first name or the class alone.
}
found = { $count ->
    [one] { $count } person found:
   *[other] { $count } people found:
}
nearly = { $count ->
    [one] Nobody has exactly that name. { $count } person is close:
   *[other] Nobody has exactly that name. { $count } people are close:
}
people = <b>People of the programme</b>

    { $by ->
        [codes] Choose a list, or simply write a code or a nickname.
       *[names] Choose a list, or simply write a name.
    }
list = <b>{ $title }</b>
to_people = ‹ All lists
invite = Invite
nameless = No name yet

filter_mentee = Mentees: { $count }
filter_mentor = Mentors: { $count }
filter_parent = Parents: { $count }
filter_curator = Curators: { $count }
filter_invited = Invited: { $count }
filter_all = All: { $count }

role_mentee = mentee
role_mentor = mentor
role_parent = parent
role_curator = curator
role_class_teacher = class teacher
role_psychologist = psychologist
role_form_curator = curator of a form
role_director = director
role_municipal_operator = municipal operator
role_tech_admin = technical administrator

state = State: { $state }
state_invited = invitation sent
state_joining = joining
state_active = in the programme
state_withdrawn = consent withdrawn, work stopped
state_left = no longer in the programme
consent_standing = Consent given.
consent_withdrawn = Consent withdrawn.
consent_refused = Consent refused.
consent_awaited = No consent yet.
unreachable = Has blocked the bot: messages do not arrive.
in_pair = Pair: { $who } ({ $state })
pair_proposed = waiting for an answer
pair_active = at work
no_pair = No pair yet.
open_forms = Not finished: { $titles }
pair = Pair no. { $number }
new_pair = Form a pair

filter_class_teacher = Class teachers: { $count }
filter_psychologist = Psychologists: { $count }
filter_form_curator = Form curators: { $count }
filter_director = Director: { $count }
filter_municipal_operator = Operators: { $count }
filter_tech_admin = Tech admins: { $count }
any_group = any
any_state = any
by_group = Class: { $group }
by_state = State: { $state }
which_group = Which class?
which_state = In which state?
all_groups = All classes
all_states = All who have not left
filter_state_invited = Invited: { $count }
filter_state_joining = Joining: { $count }
filter_state_active = In: { $count }
filter_state_withdrawn = Withdrawn: { $count }
filter_state_left = Left: { $count }
short_invited = invited
short_joining = joining
short_active = taking part
short_withdrawn = withdrawn
short_left = left
guest = Has a role here, but belongs to another organisation.
sensitive = Private answers (recorded)
sensitive_of = <b>Private answers: { $name }</b>
sensitive_recorded = That you looked is recorded.
sensitive_none = There are no answers to private questions. That you looked is recorded.

# Latin letters that are typed for Russian ones of the same look: pairs, the typed one first.
look_alikes = aа cс eе oо pр xх yу kк mм tт bв hн
