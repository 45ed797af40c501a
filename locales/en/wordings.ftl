# Texts of consents: one's own instead of the built-in ones.
title = <b>Texts of consents</b>

    Every consent is a document of its own. A built-in text can be replaced by yours.
title_button = To the texts
document = <b>{ $name }</b>
document_processing_adult = Data: adult
document_processing_parent = Data: parent
document_publication = Publications
document_photo = Photos and video
document_transfer = Passing data on
document_mentor_duty = Work as a mentor
document_assent = The child’s own word
built_in = The built-in text holds.
version = Version { $version } ({ $language }) since { $day }, { $changed }
changed_letter = corrected, same meaning
changed_meaning = another meaning
language_ru = Russian
language_en = English
take = Take, { $language }
replace = Replace, { $language }
send = <b>{ $name }</b> ({ $language })

    Send the text as a .txt file. A short one may be a message.
    A line with “# ” is the heading of the document, with “## ” of a section, with “- ” an item of a list.
    We fill in: { $values }
drop = Leave it
look = This is how the form will look. What has changed?

    If purposes, data or actions are others now, everybody who signed decides again.
send_assent = <b>{ $name }</b> ({ $language })

    Send a few plain sentences as a message, up to { $limit } characters. We fill in: { $values }
look_assent = This is what a child will see, with “Yes” and “Not yet” below. Whoever has answered is not asked anew.
publish_assent = Ask so
publish_meaning = Another meaning: ask again
publish_letter = Misprints or a translation
published_meaning = Version { $version } holds. Whoever signed is asked again; the register shows the answers.
published_letter = Version { $version } holds. Earlier consents stay in force.
dropped = All right, everything stays as it was.
too_long = The text is too long: { $length } characters, { $limit } are allowed.
unknown_value = I do not know what to put for { $value }. Correct it and send it once more.
value_missing = The text lacks { $value }: without it nobody sees whose data it means and who answers for them. Add it and send it once more.
file_large = The file is too large: plain text up to 200 KB is needed.
file_away = The file did not arrive whole. Please send it once more.
file_unreadable = I cannot read the letters. Save the file as UTF-8 text and send it once more.
wrong_file = A text is needed: a .txt file or a message.
value_subject = about whom
value_representative = representative
value_relation = relation
value_signer = who consents
value_operator = operator
value_operator_address = operator’s address
value_operator_contact = operator’s contacts
value_programme = programme
value_processor = processor
value_until = term
value_choices = what is allowed
rules = Rules and details
