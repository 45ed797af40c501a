# What the bot knows about a person.
title = { $tone ->
    [child] <b>What the bot knows about you</b>
   *[adult] <b>Your data</b>
}
name = Name: { $value }
group = Class: { $value }
born = Birthday: { $value }
role = Role: { $value }
organisation = Organisation: { $value }
since = In the programme since { $value }
phone = Phone: { $value }
account = Telegram account: number { $value }
answers = { $count ->
    [one] { $count } finished questionnaire
   *[other] { $count } finished questionnaires
}
meetings = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
}
correct = Is something wrong? Tell the curator, who will correct it.
