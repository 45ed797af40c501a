# Invitations that a curator makes.
made = Invitation № { $number } is ready. Only whoever opens the link sees the name, and not in full.
show = Show the link
shown = Invitation № { $number }
    { $link }

    It works once, until { $day }. An earlier link of this invitation works no more.
words = An invitation to the mentoring programme
revoke = Revoke the invitation
revoked = Invitation № { $number } is revoked: nobody can come in with the link.
