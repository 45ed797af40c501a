# Applications from a poster: the pupil and the curator.
ask_name = Hi! This is the bot of the mentoring programme. What is your name?

    Write your surname and first name. For example: “Smith Mary”. Your teacher will look for it on the list of the class, so write only your own.
name_needed = Write your surname and first name in words. For example: “Smith Mary”.
made = Thank you! Your teacher has it now: { $name }, { $group }.

    When they say yes, I will write to you here.
made_number = Thank you! Your application is No. <b>{ $number }</b>, { $group }.

    Tell this number to your teacher. When they say yes, I will write to you here.
change_name = Correct the name
crowded = There are too many applications right now. Go to your teacher: they will help you get in.
not_found = Your teacher did not find you on the list of the class. Go and see them: perhaps the name is misspelt. Then you can try again.
waiting = Applications: { $count }
list = { $count ->
    [one] { $count } application from a poster is waiting:
   *[other] { $count } applications from posters are waiting:
}
none = All applications are dealt with.
number = Application No. { $number }
fits = Application No. { $number } · { $group }
    Name: { $name }

    There is such a pupil on the list. Is that them?
unknown = Application No. { $number } · { $group }
    Name: { $name }

    Nobody of that name is among those who are not in yet. Find the pupil on the list, or add a new one.
nameless = Application No. { $number } · { $group }

    The pupil will tell you this number. Choose them on the list.
is = Yes, it is { $name }
pick = Choose from the list
new = Add to the list
refuse = Not from this class
who = { $name }, { $group }. Who is it?
accepted = Accepted: the pupil will get a message.
refused = Refused. The child was told to see the teacher.
outdated = This screen is out of date. This is how things stand now.
taken = This account came in another way. The application is closed.
look = Look at the applications
