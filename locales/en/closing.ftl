# How a pair ends, and the wish for another mentor.
why = { $who }
    Why does the pair end? Only curators will see the reason.
reason_planned = The programme is done
reason_school_over = School is over
reason_mentor_cannot = The mentor cannot
reason_mentee_cannot = The mentee cannot
reason_no_meetings = They do not meet
reason_another_mentor = Another mentor is needed
reason_other = Something else
how = { $who }
    With a goodbye: both sides meet once more and answer a few questions. In a week the pair ends by itself.
    At once: if they cannot or need not meet again.
with_talk = With a goodbye
at_once = End at once
done_talk = The goodbye has begun
done_once = The pair has ended
kept = The pair goes on
ask = End the pair
ask_with = End: { $who }
ask_question = End the pair? You will say goodbye, and in a week it closes. The curator will know and can support you.
ask_sure = Yes, end it
asked = All right. The curator knows. A short goodbye waits in your menu.
another = Another mentor
wished = The curator and the psychologist know. You need not explain. Your mentor will not learn that you asked.
wish_back = Take it back
wish_gone = Taken back
