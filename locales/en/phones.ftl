# One phone for several people, PIN, several organisations.
who = At the phone now: { $name }

    Who is it next?
alone = You are the only one at this phone. Somebody else of the family may come in here by an invitation of their own.
for = For: { $name }
letter_waits = There is a message. It opens after the PIN.
open_as = Open: { $name }
set_to_share = One more person is coming in at this phone. Choose a PIN of 4 to 6 digits: nobody opens your screens without it. Press the digits on the buttons, no PIN stays in the chat.
set_to_give = Before you hand the phone over, choose a PIN of 4 to 6 digits: nobody opens your screens without it. Press the digits on the buttons, no PIN stays in the chat.
pin = PIN: { $digits }
pin_done = Done
pin_length = A PIN has 4 to 6 digits. Please try again.
pin_weak = That PIN is easy to guess. Choose another, not in a row and not of one digit.
pin_ready = The PIN is ready, remember it. Now let the other person come in.
go_on = Let them in
ask_pin = { $name }, press your PIN.
wrong_pin = That PIN is not right. { $name }, please try again.
pin_closed = The PIN was wrong five times. Wait 15 minutes. If { $name } has forgotten it, the curator gives a new link.
pin_none = { $name } comes in here by a new link from the curator.
beside = { $name } is at this phone already. There will be two of you: change with /phone.
places = You are now in: { $name }

    Where to?
now_in = You are now in: { $name }
