# What is wrong in a questionnaire file, and what to do about it. Read by the methodist who wrote the file.

where = Sheet { $sheet }, row { $row }, column “{ $column }”.
not_xlsform = The file cannot be read as an XLSForm: { $detail }
no_questions = The file has no questions. Fill in the survey sheet.
column = The bot does not support this column. Remove it. Supported: { $known }.
or_other = Instead of or_other, add an option of your own and a separate question with a condition.
type = The bot does not support the type “{ $type }”. Supported: { $known }. A range needs the column bind::scale.
value = The bot does not know the value “{ $value }”. You can use: { $known }.
range = A scale is written like this: start=1 end={ $end } step=1. Scales have no zero.
scale_options = Options of the scale { $scale } are named by numbers in order: from 1 to { $last }.
yes_no_options = A question with the scale yn has exactly two options: yes and no, in this order.
options = Check the options: names must not repeat, and parameters must be empty.
no_label = There is no text. Fill in the label in at least one language.
label_long = Too long: { $length } characters. Keep it within { $limit }.
misplaced = This column means nothing on a question of kind { $kind }. Clear the cell.
piping = The bot cannot put answers into the text of a question. Remove the reference.
group = A group is only for a common condition. Remove its text and appearance.
both_limits = Give both bind::minimum and bind::maximum, the smaller one first.
figure = “{ $value }” is not a number.
length = Length of an answer: from 1 to { $limit } characters.
suggestions = Suggestions are whole numbers with spaces between, on a question of type integer.
twice = The name “{ $name }” is already taken by another question.
name = Name of a form: Latin letters, digits, dot and underscore, a letter first, at most 64.
minutes = Time to fill in: a whole number of minutes from 1 to 60.
condition_long = The condition is too long: { $length } characters. Keep it within { $limit }.
condition_piece = I do not understand this part of the condition: { $piece }
condition_word = “{ $word }” is not supported in conditions. You can use: { $known }.
condition_if = There is no if(). Write it with and and or: (condition and one) or (not(condition) and other).
condition_fails = The condition cannot be evaluated: { $detail }
condition_later = A condition may only ask about questions above. There is no question “{ $name }” above.
