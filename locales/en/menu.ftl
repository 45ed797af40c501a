# Buttons that stand everywhere.
home = Menu
back = ‹ Back
next = Next ›
yes = Yes
no = No
cancel = Cancel
