# Invitations: whoever makes them sees them, hands them out and takes them back.
hub = <b>Invitations</b>

    Invite a person with a link, give a class slips with codes, or put up a poster.
hub_schools = <b>Invitations</b>

    Choose the school whose director you invite.
invite = Invite a person
list = Invitations: { $count }
classes = Classes, posters
awaited = To confirm: { $count }
made = Invitation No. { $number } is ready. The name is shown only to the person who opens the link, and not in full.
made_in_codes = Invitation No. { $number } is ready. The person’s code: <b>{ $code }</b>.

    Write the code into your list on paper: there are no names in this chat. The name is entered on the school’s computer.
not_yours = You cannot give this role, so there is no invitation. Ask whoever invited you.
show = Show the link
shown = Invitation No. { $number }
    { $link }

    It works once, until { $day }. Any earlier link or code for it no longer works.
words = An invitation to the mentoring programme
card = Open the invitation
renew = New link
print = Code on paper
printed = Invitation No. { $number }: the code is <b>{ $code }</b>

    The slip to print is in the file. When somebody types the code, I will ask you whether it is the right person.
revoke = Revoke
revoked = Invitation No. { $number } is revoked: nobody can come in with its link or code.
nameless = No name
listed_open = { $count ->
    [one] { $count } invitation is waiting:
   *[other] { $count } invitations are waiting:
}
listed_over = { $count ->
    [one] { $count } invitation is out of date. Open it to send a new link:
   *[other] { $count } invitations are out of date. Open one to send a new link:
}
listed_used = { $count ->
    [one] { $count } invitation was used:
   *[other] { $count } invitations were used:
}
listed_revoked = { $count ->
    [one] { $count } invitation is revoked. A new link opens it again:
   *[other] { $count } invitations are revoked. A new link opens one again:
}
none = There are no such invitations.
only_open = Waiting: { $count }
only_over = Out of date: { $count }
only_revoked = Revoked: { $count }
only_used = Used: { $count }
title = Invitation No. { $number }
is_open = Waiting. Valid until { $until }.
is_over = It ran out on { $until }. Make a new link.
is_used = Used on { $when }.
is_revoked = Revoked. A new link opens it again.
has_code = There is a code on paper.
tries = { $count ->
    [one] There was { $count } failed try to prove who it is.
   *[other] There were { $count } failed tries to prove who it is.
}
by = Invited by: { $who }
asks_word = The account “{ $account }” came in. Is that the person?
vouch_yes = Yes, that is them
vouch_no = No, somebody else
vouched = Done ✅ They have been told and can come in.
turned_away = Done: this person will not get in, and invitation No. { $number } is closed. Make a new link for the right person.
word_given = This invitation has been decided on already.
awaited_list = These people opened an invitation and are waiting for you to confirm them:
nobody_awaited = Nobody is waiting.
