# The file with a person's data.
title = { $tone ->
    [child] What the bot knows about you
   *[adult] Personal data
}
made = Made on { $day }
introduction = { $tone ->
    [child] Here is what the mentoring programme keeps about you ({ $organisation }). If you ask for help with the 🆘 button, that is kept apart.
   *[adult] Here are all the data that the mentoring programme keeps ({ $organisation }), what they are for and who reads them (152-FZ art. 14). What for: admission, matching, reminders, support, reports without names. Until: the end of taking part. Cases of safety are kept apart by the psychologist.
}
rights = { $tone ->
    [child] These are your data. If something is wrong, tell the curator. You can ask to delete everything: “My data” → “Delete”.
   *[adult] You can correct the data, withdraw the consent and have the data deleted: “My data” in the bot. Questions: { $contact }.
}
about = { $tone ->
    [child] About you
   *[adult] Details
}
name = Name
code = Code
group = Class
born = Birthday
organisation = Organisation
since = In the programme since
roles = Role
role_since = { $role }, since { $since }
role_until = { $role }, { $since } to { $until }
accounts = Accounts
family = { $tone ->
    [child] Your adults
   *[adult] Family
}
child = child
consents = Consents
consent_processing = processing of data
consent_assent = { $tone ->
    [child] your own “yes”
   *[adult] the child's own “yes”
}
consent_publication = publication
consent_photo = photographs
consent_transfer = transfer to a partner
consent_mentor_duty = mentor's duty
consent_other = consent
agreed = given { $moment }
withdrawn = { $agreed }, withdrawn { $moment }
pairs = { $tone ->
    [child] Your mentor and your meetings
   *[adult] Pairs and meetings
}
pair = Pair No. { $number }
meetings = Meetings ({ $count })
form = { $title } · { $day }
skipped = no answer
took_part = { $tone ->
    [child] Surveys without a name: only the day is kept, the answers are not linked to you
   *[adult] Anonymous surveys: only the day is kept, the answers are not linked to you
}
readers = { $tone ->
    [child] Who sees it
   *[adult] Who reads it
}
read_names = Name and class
read_answers = Answers
read_sensitive = Answers about worries
read_meetings = Meetings
read_consents = Consents
opened = { $tone ->
    [child] Who did something important with your data, and when
   *[adult] What was done with the data
}
machine = the system
did = something was done
did_people_change = data corrected
did_erasures_prepare = erasure prepared
did_answers_sensitive = private answers opened
did_answers_confidential = an answer opened
did_export_named = exported with names
did_questionnaires_paper = answers entered from paper
did_subject_show = data shown
did_subject_export = data handed out
