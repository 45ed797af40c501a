# Buttons that stand everywhere.
home = Menu
back = ‹ Back
next = Next ›
yes = Yes
no = No
cancel = Cancel
unknown_command = There is no such command. Everything I can do is in the menu.
unknown_words = I did not get that. Press the button and I will show what can be done.
words_of_none = I did not get that. If it is an answer, open its questionnaire first:
no_role = You have no role in the programme now. What I keep about you is here: /my_data
outdated = This screen is out of date. Here is how things stand now.
outdated_screen = This screen is out of date. The button shows how things stand now.
my_data = My data
slow_down = So many messages at once: I cannot keep up. Wait a minute and go on.
