# The monthly poll: thanks to whoever answered, and the curator's screen.
thanks = { $tone ->
    [child] Thank you! Your answers help to make the meetings better. Your mentor will not see them. Need help? Press 🆘 in the menu.
   *[adult] Thank you! The curator and the psychologist will see your answers, the other side of the pair will not. The month is summed up on the first.
}
thanks_parent = Thank you! The curator and the psychologist will see the answers, the mentor will not. If your child is in danger, call 112.
thanks_wish = { $tone ->
    [child] Thank you for being honest. The curator will see it. They or the psychologist will talk to you soon. Need help right now? Press 🆘 in the menu.
   *[adult] Thank you for being honest. The curator will see it. They, or the person you asked for, will get in touch. If a child is in danger, call 112.
}

title = <b>Monthly poll</b> · { $month }
runs_until = Open until { $day }.
closed_on = Closed on { $day }.
answered = Sent to { $asked } · answered <b>{ $answered }</b> ({ $share })
rest = In progress { $in_progress } · not opened { $not_opened } · bot blocked: { $unreachable }
none_yet = <b>Monthly poll</b>

    There has been no poll yet.
ahead = The next poll opens by itself: { $moment }. It goes to { $people ->
    [one] { $people } person
   *[other] { $people } people
}.
next = The next poll opens by itself: { $moment }.
nobody_to_ask = There is nobody to ask yet: no pair is working.

remind = Remind: { $count }
who = No answer yet: { $count }
prolong = 3 days more
results = Month’s results
open_now = Open it now
open_sure = Yes, open the poll
back = ‹ The poll
sure = Open the poll now? It goes to { $people ->
    [one] { $people } person
   *[other] { $people } people
} at permitted hours. It cannot be called back.
opened = The poll is open.
reminded = { $going ->
    [0] { $spared ->
        [0] There is nobody to remind: everybody has answered.
       *[other] There is nobody to remind now: { $why }.
    }
   *[other] { $spared ->
        [0] Everybody who has not answered gets a reminder: { $going }.
       *[other] A reminder goes to { $going }. It does not go to: { $why }.
    }
}
spared_written = written to lately — { $count }
spared_begun = begun or put aside — { $count }
spared_unreachable = bot not opened or blocked — { $count }
spared_out = take part no more — { $count }
spared_spared = written to lately or begun — { $count }
prolonged = The poll is open until { $day }.
nobody_silent = Everybody has answered.

silent = <b>No answer from { $count }</b>
silent_line = { $name } — { $state }
begun = not finished
not_opened = not opened
unreachable = has blocked the bot
