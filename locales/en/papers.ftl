# Consents on paper: printing forms, and taking back signed ones.
title = <b>Consents on paper</b>

    Has a form come back? Type its number, for example 00017-4, or pick it from the list.
    To print new ones, choose the kind:
waiting = Handed out, waiting: { $count }
which_class = { $kind }. Forms for which class?
duty = An employee’s consent to act as a mentor (Labour Code, article 351.8). Forms for adult mentors.
which_form = Which form do you want to print?
printed = Forms: { $count }. The number is in the QR code too. You can add to the text of the second file.
nobody = Nothing to print: everybody has signed.
list = Forms that are not closed yet. Those that wait for a check come first.
button_given = { $number } · { $name } · { $kind }
button_returned = ✍ { $number } · { $name } · { $kind }
card = Form no. { $number }
signer_parent = { $kind }, signed by a parent
signer_own = { $kind }, signed in person
given = Given out on { $day }
signed = Signed by: { $who }, { $day }
place = Folder { $folder }, page { $page }
has_photo = A photo is attached
is_void = This form is void.
is_confirmed = The consent is recorded ✅
came_back = Came back signed
confirm = Confirm
correct = Correct
photo = Add a photo
spoilt = Spoilt or lost
spoil_sure = Form no. { $number } will not count any more. If another is needed, print it again.
void = Form no. { $number } is closed.
to_list = To the forms
check = Check it
entered = Saved: form no. { $number }. Please check and confirm it.
gone = This form is closed already.
confirmed = Form no. { $number }: the consent is recorded ✅ The person will be told.
second_person = Somebody else must confirm: in your organisation two people check the forms.
incomplete = Mark what the form allows. If it is nothing, close the form.
mistyped = The number has a mistake: check the digits on the form.
unknown = You have no such form. Check the number.
send_photo = Send a photo of the form. It is kept encrypted; you may delete it in the chat.
photo_kept = The photo is kept.
which_photo = I do not know whose photo this is. Open a form and press “Add a photo”.
photo_large = The file is larger than { $limit } MB. Send a smaller picture.
photo_bad = This does not look like a photo. JPEG, PNG or WebP is needed.
photo_away = The photo did not arrive whole. Please send it once more.
no_photos = Photos of papers are off in this chat: write down folder and page only.
after_print = When a form comes back signed, write me its number.
