# The sheet of help in the workbook of a questionnaire. Read by whoever changes it.
sheet = How to change it
title = How to change a questionnaire
help_1 = The sheet survey has the questions, one in a row, in the order in which they are asked.
help_2 = type is the kind of question: text in words, integer a whole number, decimal a number, date a day, time a time, note words without an answer, select_one and the name of a list for one option, select_multiple and the name of a list for several, range with bind::scale s10 and parameters “start=1 end=10 step=1” for a mark from 1 to 10.
help_3 = name is short, in Latin letters. By it answers before and after are compared: questions that stay keep theirs.
help_4 = label is the question, hint stands below it. There is a column for each language; (ru-child) speaks to a child.
help_5 = required: yes means that it cannot be skipped. relevant says when it is asked, for example { "${experience} = 'yes'" }. Empty means always.
help_6 = bind::seen_by is who will see the answer: programme the curator, sensitive the curator and the psychologist, shared_with_mentor the curator and the mentor, everybody, private nobody but the person.
help_7 = The sheet choices has the options: name of the list, name of the option, text. words are further ways to type it, with commas between.
help_8 = The sheet settings has the name form_id (another name makes another questionnaire), the title heading, mode: named, confidential or anonymous, minutes it takes, role that answers, audience: child or adult.
help_9 = media::image is a picture above the text: the name of a PNG or JPEG file, with note only. Send the table and the pictures as one ZIP archive.
help_10 = Send the file to the bot: “More” → “All questionnaires” → “Send your own”. The bot checks every row and shows what it looks like. It does not read this sheet.
