# Help, privacy, language, helplines: what is open to everybody.
sos = 🆘 I need help
stranger = I help the people of a school mentoring programme. You can come in with an invitation from the school’s curator.
    /privacy — what the bot keeps, /sos — helplines.
joining = First you have to come in: press the button and I will show the next step.
    /privacy — what the bot keeps, /sos — helplines.
mentee = I help you and your mentor.
    /survey — questionnaires and polls
    /pair — your mentor
    /my_data — what the bot knows about you
    /sos — ask for help
mentor = I help you as a mentor.
    /meeting — log a meeting
    /pair — your mentees
    /survey — questionnaires and polls
    /my_data — data and consents
    /sos — report a worry
parent = Here you see your child’s meetings and your consents.
    /menu — the main screen
    /my_data — data and consents
    /privacy — what the bot keeps
curator = Begin with /today: everything that needs you is there.
    /people — people and invitations
    /pairs — pairs
    /meetings — the log of meetings
    /poll — the poll of the month
    /summary — the summary
    /results — results of questionnaires
    /find name — find a person
class_teacher = You see who of your class takes part and when they met.
    /menu — your class
    /my_data — data and consents
psychologist = Calls for help and answers to private questions come to you.
    /menu — calls and duty
    /people — the people of the programme
    /my_data — data and consents
form_curator = Begin with /today: what needs you in your form of mentoring is there.
    /people — people and invitations
    /pairs — pairs
    /meetings — the log of meetings
director = Here you see how the programme goes: numbers, dates, pairs.
    /summary — the summary
    /results — results of questionnaires
    /people — the people of the programme
    /pairs — pairs
municipal_operator = Here you see the numbers of the schools, no names.
    /menu — the schools
    /my_data — data and consents
tech_admin = Here you see whether the bot is well. There is no data of people here.
    /menu — the state of things
    /my_data — data and consents
language = Which language suits you?
language_stranger = Until you come in, I speak the language of your messenger. Later you can choose: /language
language_name = English
language_set = Done: I speak English now.
to_step = Go on
privacy = { $tone ->
    [child] <b>What the bot keeps</b>

        <b>What.</b> Your name, class, answers and the dates of your meetings.

        <b>Why.</b> To find you a pair, remind you of a meeting and help in time.

        <b>Who sees it.</b> The curator. The other in your pair sees your name and what you share. Your parents see the dates of meetings, but not your answers. Every question says who will see the answer.

        <b>If an answer speaks of trouble.</b> The psychologist gets a sign to ask how you are. Your words are not in it.

        <b>Where.</b> At your school. Messages pass through Telegram. Do not write addresses, document numbers or illnesses here.

        <b>How long.</b> While you are in the programme. Then your data are deleted; the record of consent stays.

        <b>It is yours.</b> See it, take it, correct it, delete it: /my_data. Not sure? Ask the curator or your parents.
   *[adult] <b>What the bot keeps</b>

        <b>What.</b> Name, class or role, messenger account, answers to questionnaires and polls, meetings, consents. A phone number only if you shared it.

        <b>Why.</b> To find a pair, send reminders about meetings, help in time and make reports without names.

        <b>Who sees it.</b> The school’s curator. A mentor sees the pupil’s name and what the pupil chose to share. A parent sees who the mentor is and when they met, but no answers. Every question says who will see the answer. If an answer speaks of trouble, the psychologist is asked to check how things are, without being shown the words. Reports hold no groups smaller than five people.

        <b>Where.</b> The database is kept by the organisation. Messages pass through Telegram, which sees the account and the text. Do not write about illnesses or give document numbers here.

        <b>How long.</b> As long as you take part. After consent is withdrawn the data are destroyed within 30 days. The record of the consent itself is kept longer, as proof.

        <b>Your rights.</b> See your data, take them as a file, correct or delete them, withdraw consent: /my_data. To complain: the supervisory authority or a court.
}
