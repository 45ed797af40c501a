# Help: numbers at once, then whom to tell. For children: short and calm.
numbers = { $tone ->
    [child] If you are in danger right now, call <b>{ $emergency }</b>.

        To talk, free and in secret: <b>{ $free }</b>, from a mobile <b>{ $mobile }</b>.
   *[adult] If there is danger right now, call <b>{ $emergency }</b>.

        The children’s helpline, free and in secret: <b>{ $free }</b>, from a mobile <b>{ $mobile }</b>.
}
tell_an_adult = { $tone ->
    [child] Tell an adult you trust. You will get help.
   *[adult] You can tell a child: talk to an adult you trust.
}
to_whom = { $tone ->
    [child] Who should know that you need help? You do not have to explain.

        The adults answer { $hours }. At night and at weekends an answer may take a while.
   *[adult] Who should know that help is needed? You do not have to explain.

        We answer { $hours }. This is not watched round the clock.
}
to_psychologist = The psychologist
to_school = Adults of the school
to_not_curator = Not the curator
to_other = Choose an adult
my_call = My call No. { $number }
choose = Who should know? Choose.
psychologist = psychologist { $name }
curator = curator { $name }
director = director { $name }
called = { $tone ->
    [child] Your call No. { $number } has been passed on. It is known to: { $who }

        The adults answer { $hours }. In danger right now? Do not wait: call { $emergency }.

        You need not write anything. But you can write a few words here: only those who know will see them.
   *[adult] Your call No. { $number } has been passed on. It is known to: { $who }

        We answer { $hours }. In danger right now? Do not wait: call { $emergency }.

        You need not write anything. But you can write a few words here: only those who know will see them.
}
written = { $tone ->
    [child] Added to call No. { $number }. Thank you for writing about it. It is known to: { $who }

        The adults answer { $hours }. You can add more.
   *[adult] Added to call No. { $number }. It is known to: { $who }

        We answer { $hours }. You can add more.
}
taken_by = { $who } (somebody has taken it)
nobody = Your call is recorded, but there is no adult here now who could see it. Do not wait: call { $free }, or tell an adult you trust.
hide = Who must not see it
hide_who = Who must not see this? The bot will show nothing to that adult.
mistake = It was a mistake
retracted = All right. If you need help, press 🆘 again: you always can.
only_words = I understand words only. Write a few, or just wait: your call has been passed on.
no_words = There are no words in it. Write a few, or just wait.
enough = The main thing is here, that is enough. The rest is better told aloud.
day_0 = Mon
day_1 = Tue
day_2 = Wed
day_3 = Thu
day_4 = Fri
day_5 = Sat
day_6 = Sun
