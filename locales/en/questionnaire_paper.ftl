# A questionnaire on paper: what is printed around its questions. $tone is that of those who answer.
name = Name and surname
group = Class
code = Participant’s code
mode_named = { $tone ->
    [child] The curator will see your answers and put them into the programme { $by ->
            [code] under your code
           *[name] with your name
        }.
   *[adult] The curator will see the answers and put them into the programme { $by ->
            [code] under your code
           *[name] with your name
        }.
}
mode_confidential = { $tone ->
    [child] The curator and the psychologist will see your answers. Your pair and other pupils will not.
   *[adult] Confidential: the curator and the psychologist will see the answers, the other side of the pair will not.
}
mode_anonymous = { $tone ->
    [child] Nobody will know who answered this. Write no name, neither here nor in your answers.
   *[adult] Anonymous: write no names, neither your own nor anybody else’s.
}
minutes = It takes about { $minutes } min.
how = { $tone ->
    [child] Tick ✓ a box or circle a number. A mistake? Cross it out and mark another. If you do not want to answer, skip it.
   *[adult] Tick ✓ a box or circle a number. If you make a mistake, cross it out and mark another. You may skip a question.
}
several = You may tick several.
between = From { $lowest } to { $highest }.
agree = { $tone ->
    [child] I see
   *[adult] I agree
}
if = { $tone ->
    [child] Answer this if { $condition }.
   *[adult] Answer this if { $condition }.
}
if_note = If { $condition }:
if_fits = { $tone ->
    [child] Answer this if it fits your answers above.
   *[adult] Answer this if it fits your answers above.
}
if_is = your answer to question { $number } is { $answer }
if_is_not = your answer to question { $number } is not { $answer }
if_answered = you answered question { $number }
if_at_least = you marked { $answer } or more in question { $number }
if_at_most = you marked { $answer } or less in question { $number }
quoted = “{ $word }”
and = and
or = or
thanks_hand = Thank you! Please give the sheet to the curator.
thanks_box = Thank you! Fold the sheet and put it into the box.
page = page
