# Questionnaires of a school: the list, the card, a look at it, one's own from a file.
title = <b>All questionnaires</b>
    The bot's questionnaires and your school's own. You may look at each, take it as a table and make your own of it.
group_own = Our own: { $count }
group_waves = Before and after: { $count }
group_surveys = Questionnaires: { $count }
group_dialogs = Asked by the bot: { $count }
group_title = <b>{ $name }</b>
upload = Send your own
upload_again = New version
make_own = Make your own
ask = Ask people
look = Look through
take_xlsx = Take as a table
versions = Versions: { $count }
back = ‹ Back to the list
to_all = ‹ All questionnaires
to_card = ‹ Questionnaire
to_draft = ‹ Check
this_is_one = A questionnaire

asked = Who answers: { $who }
role_any = everybody
role_mentee = mentees
role_mentor = mentors
role_parent = parents
role_informant = parents, teachers, psychologist
role_curator = curator
role_class_teacher = class teachers
role_psychologist = psychologists
audience_child = worded for children
audience_adult = worded for adults
audience_both = worded for children and for adults
size = Questions: { $questions }, minutes: { $minutes }
mode_named = Mode: named. The curator sees who answered what.
mode_confidential = Mode: confidential. The curator and the psychologist see answers with names; every look is recorded.
mode_anonymous = Mode: anonymous. Only figures for everybody are seen.
not_in_force = This is an earlier version, { $newest } is in force. To bring it back, take it as a table and send it here.
open_version = Version { $number }
of_day = Version { $number } of { $day }
version = <b>Version { $number }</b> of { $day }
fixes = Only typos were put right: answers may be compared with earlier ones.

preview = <b>Look { $place } of { $count }.</b> Answers are not kept.
preview_if = Shown when: { $condition }
preview_end = <b>That was all.</b> After sending, people will see:

how = <b>Your own questionnaire</b>
    1. Open one like it in the list and press “Take as a table”.
    2. Change its questions. For a new questionnaire change its form_id on the sheet settings, for a new version leave it.
    3. Send the XLSX file here. I will check it and show you what it looks like. Nothing is published unless you say so.
checked = Checked, no mistakes.
new = This is a new questionnaire. Nobody sees it yet.
known = This very version is in force, there is nothing to publish.
changes = <b>What will change</b>
no_changes = • The questions stay as they are, answers may still be compared.
not_comparable = Changed questions cannot be compared with earlier answers. Whoever is answering now finishes the earlier version.
uncounted = <b>Earlier answers without results: { $count }.</b> Publish their results first (/results), or old and new answers will be counted together.
typos_or_not = This looks like typos put right. If no question means anything else, answers may still be compared.
remarks = <b>May be hard for children</b> (you may publish it anyway)
remark = • “{ $found }”: { $rule }
rule_long_sentence = a long sentence
rule_many_sentences = many sentences in a row
rule_brackets = brackets inside a word
rule_formal = formal address
rule_gendered = said to boys only or to girls only
rule_negatives = a double negative
rule_officialese = a word of offices
publish = Publish
publish_typos = Only typos, same meaning
publish_changed = Questions mean something else
drop = Do not publish
published = Published. From now on this version is asked.
dropped = All right, not published. I have forgotten the file.

changed_new = • a new question: “{ $question }”
changed_gone = • there is no question { $question } any more
changed_kind = • “{ $question }”: another type of question
changed_scale = • “{ $question }”: another scale
changed_options = • “{ $question }”: other options
changed_asked = • “{ $question }”: another condition
changed_wording = • was “{ $before }”, is “{ $after }”
changed_typo = • letters put right: “{ $after }”
more = … and { $count } more

faulty = <b>Mistakes in the questionnaire: { $count }.</b> Put them right and send the file again.
faulty_many = <b>There are many mistakes, here are the first { $count }.</b> Put them right and send the file again for the others.
fault_cell = • Sheet { $sheet }, row { $row }, column “{ $column }”. { $what }
fault_row = • Sheet { $sheet }, row { $row }. { $what }
fault_sheet = • Sheet { $sheet }. { $what }
no_survey = The file has no sheet survey with questions. It has: { $known }. Take any questionnaire of the list as an example.
sheet_twice = Two sheets have the same name. Leave one.
sheet = The bot does not take such sheets, remove it. Only { $known } are needed.
rows = Too many rows. Keep to { $limit }.
columns = Too many columns. Keep to { $limit }.
heading_twice = Two columns have the same name. Leave one.
no_heading = There is no column name above this cell. Write one in the first row, or empty the cell.
no_form_id = Write the questionnaire's name in Latin letters, for example class_climate.
no_heading_text = Write the questionnaire's title: people will see it.
wave_alone = For a wave “before” or “after”, give role (mentee or mentor) and mentoring_form.
case = Question { $name }: only the bot itself gathers answers for a safety case. Write programme or sensitive.
text_large = The file is larger than { $limit } KB. Leave only the questionnaire in it.
text_encoding = The file is not in UTF-8. Save it in UTF-8 and send it again.
refused_large = The file is larger than { $limit } MB. Leave only the questionnaire in it and send it again.
refused_kind = This is not an Excel workbook (.xlsx). Take a questionnaire of the list as a table and begin with it.
refused_links = The file refers to other files; I do not open such files. Copy the questionnaire into a new file as values.
refused_bomb = The file is made strangely: much larger inside than outside. Copy the questionnaire into a new file.
refused_entities = The file has foreign parts in it; I do not open such files. Copy the questionnaire into a new file.
refused_heavy = The file is too heavy and could not be read. Copy the questionnaire into a new file.
refused_away = Telegram did not give me the file. Please send it again.
refused_rights = The school's curator sends questionnaires.

cli_written = Published: { $name }, version { $digest }.
cli_ask = Nothing is published yet. Add --yes to publish.
cli_typos = More than letters was changed: --typos does not fit. Publish without it; answers can then not be compared.
