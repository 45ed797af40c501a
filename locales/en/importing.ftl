# A school's list: the template, the check of the file, what would change.
heading_key = School number
    .also = key, external key, id, number
heading_surname = Surname
    .also = last name, family name
heading_given = First name
    .also = name, given name
heading_patronymic = Patronymic
    .also = middle name
heading_role = Role
    .also = role in the programme
heading_group = Class
    .also = group, form
heading_born = Birth date
    .also = date of birth, born, birthday
heading_parent_phone = Parent’s phone
    .also = parent's phone, parent phone
heading_parent_name = Parent’s name
    .also = parent's name, parent name, parent
role_mentee = mentee
    .also = pupil, student
role_mentor = mentor
    .also = adult mentor
role_young_mentor = pupil mentor
    .also = young mentor, pupil who mentors
role_class_teacher = class teacher
    .also = form teacher
role_psychologist = psychologist
    .also = school psychologist

sheet_list = List
sheet_help = How to fill in
help_title = How to fill in the list
help_1 = One person is one row of the sheet “List”. Surname, first name and role are needed, for pupils the class too.
help_2 = The school number may come from the school’s register. By it the bot knows somebody again even when the surname or the class has changed. Without it the bot goes by name and class.
help_3 = Choose the role from the list in the cell.
help_4 = Birth date: DD.MM.YYYY. It tells whose consent is needed. Without it the stricter rule holds.
help_5 = The parent’s phone lets the bot know a mother or father in Telegram. Without it the curator confirms the parent.
help_6 = First the bot shows what would change. Nothing is kept until you press “Save”. The same list may be sent again: nothing appears twice.
help_7 = Whoever is not in the list stays as they are: a list removes nobody.
hint_key = From the school’s register; may stay empty.
hint_role = Choose from the list.
hint_group = For example: 5B
hint_born = DD.MM.YYYY
hint_parent_phone = +7 916 123-45-67

missing = is empty and must be filled in
no_role = there is no role “{ $typed }”, choose one from the list in the cell
no_group = a class is needed, for example 5B
no_day = “{ $typed }” is not a date, write DD.MM.YYYY
impossible_day = nobody can have this birth date
no_phone = this is not a phone number, for example +7 916 123-45-67
too_long = too long, at most { $limit } characters
double = this row repeats row { $row }
has_left = this person left the programme: bring them back from their card in “People”
several = { $count } people have this name, add the school number

no_headings = The file shows no headings. Take the template: its first row is ready.
no_column = The file has no column “{ $column }”. Take the template: it has all the columns.
empty = The file has headings but not a single row.
too_many = The file has { $count } rows; the limit is { $limit }. Split the list into parts.
refused_large = The file is larger than { $limit } MB. Leave nothing but the list in it and send it again.
refused_old = This is the old Excel format, or a file with a password. Save it as “Excel workbook (.xlsx)” without a password.
refused_kind = This is not an Excel workbook (.xlsx). Take the template and fill it in.
refused_macros = The file has macros; I do not open such files. Save it as “Excel workbook (.xlsx)”, without macros.
refused_links = The file refers to other files; I do not open such files. Copy the list into the template as values.
refused_bomb = Something is odd about the file: it is much larger inside than outside. Copy the list into the template.
refused_entities = The file has foreign parts in it; I do not open such files. Copy the list into the template.
refused_heavy = The file is too large to read. Copy the list into the template.
refused_broken = The file is damaged and cannot be read. Open it in Excel and save it anew.
refused_away = The file could not be fetched from Telegram. Please send it again.
refused_rights = Only the school’s curator sends lists.
not_in_chat = In this school names do not pass through Telegram. Load the list on the bot’s computer: mentor-bot import people

title = <b>The list in the file</b>
counts = New: { $new }
    To be changed: { $changed }
    The same: { $same }
    Mistakes: { $faults }
faults_title = <b>These rows will stay out</b>
fault = • { $cell }: { $what }
more = … and { $count } more
near_title = <b>This may be one and the same person</b>
near = • row { $row }: { $name } — there is { $known } already
changes_title = <b>What would change</b>
change = • { $name }: { $what }
change_name = name
change_key = school number
change_group = class
change_born = birth date
change_role = role
change_parent_phone = parent’s phone
change_parent_name = parent’s name
nothing_to_do = There is nothing to save.
ask = Nothing is saved yet. Save it?
cli_ask = Nothing is saved yet. Add --yes to save it.
write = Save
drop = Do not save
template = List template
import = List from a file
how = To add many people at once, fill in the template and send it here as a file. First I show what would change.
writing = Saving…
written = Saved. New: { $new }, changed: { $changed }.

    The new ones can be invited in “People” → “Invited”.
to_invited = Whom to invite
dropped = All right, nothing is saved. I have forgotten the file.
gone = This list is saved already, or forgotten. If in doubt, send the file again: nothing appears twice.
