# One phone for several people, PIN, several organisations.
who = Using this phone now: { $name }

    Who is next?
alone = You are the only one on this phone. Somebody else in the family can join here with an invitation of their own.
for = For: { $name }
letter_waits = There is a message. It opens after the PIN.
open_as = Open: { $name }
set_to_share = One more person is joining on this phone. Choose a PIN of 4 to 6 digits: nobody opens your screens without it. Press the digits on the buttons: the PIN does not stay in the chat.
set_to_give = Before you hand the phone over, choose a PIN of 4 to 6 digits: nobody opens your screens without it. Press the digits on the buttons: the PIN does not stay in the chat.
pin = PIN: { $digits }
pin_done = Done
pin_length = A PIN has 4 to 6 digits. Please try again.
pin_weak = That PIN is easy to guess. Choose another: no digits in a row, not one digit only.
pin_ready = The PIN is ready, remember it. Now it is the other person’s turn.
go_on = Let them in
ask_pin = { $name }, press your PIN.
wrong_pin = That PIN is not right. { $name }, please try again.
pin_closed = The PIN was wrong five times. Wait 15 minutes. If { $name } has forgotten it, the curator can give a new link.
pin_none = { $name } can come in here with a new link from the curator.
beside = { $name } is on this phone already. There will be two of you: switch with /phone.
places = You are now in: { $name }

    Where to?
now_in = You are now in: { $name }
own_open = What follows is not for other eyes. Enter your PIN: it will not be asked again for 15 minutes.
own_first = What follows is not for other eyes. Choose a PIN of 4–6 digits: it protects you if the phone is not in your hands. Press the digits on the buttons; the PIN will not stay in the chat.
own_wrong = That PIN did not fit. Please try again.
own_closed = The PIN was wrong five times. Wait 15 minutes. If you have forgotten it, ask whoever invited you for a new link.
pin_right = The PIN is right.
