# Invitations: whoever makes them sees them, hands them out and takes them back.
hub = <b>Invitations</b>

    Invite a person with a link, give a class slips with codes, or put up a poster.
hub_schools = <b>Invitations</b>

    Choose the school whose director you invite.
invite = Invite a person
list = Invitations: { $count }
classes = Classes, posters
awaited = To confirm: { $count }
made = Invitation № { $number } is ready. Only whoever opens the link sees the name, and not in full.
made_in_codes = Invitation № { $number } is ready. The person’s code: <b>{ $code }</b>.

    Write the code into your list on paper: there are no names in this chat. The name is entered on the school’s computer.
not_yours = You cannot give this role, so there is no invitation. Ask whoever invited you.
show = Show the link
shown = Invitation № { $number }
    { $link }

    It works once, until { $day }. An earlier link or code of this invitation works no more.
words = An invitation to the mentoring programme
card = Open the invitation
renew = New link
print = Code on paper
printed = Invitation № { $number }: the code is <b>{ $code }</b>

    The slip to print is in the file. When the person types the code, I shall ask you whether it is they.
revoke = Revoke
revoked = Invitation № { $number } is revoked: nobody can come in with its link or code.
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
title = Invitation № { $number }
is_open = It waits. It works until { $until }.
is_over = Its time was out on { $until }. Send a new link.
is_used = It was used on { $when }.
is_revoked = It is revoked. A new link opens it again.
has_code = There is a code on paper.
tries = { $count ->
    [one] There was { $count } wrong try to prove who it is.
   *[other] There were { $count } wrong tries to prove who it is.
}
by = Invited by: { $who }
asks_word = The account “{ $account }” came in. Is that the person?
vouch_yes = Yes, that is them
vouch_no = No, somebody else
vouched = Done ✅ The person has got a message and may come in.
turned_away = Done: this account is not let in, invitation № { $number } is closed. Make a new link for the right person.
word_given = About this invitation everything is decided already.
awaited_list = These people opened an invitation and wait for you to recognise them:
nobody_awaited = Nobody is waiting.
