# Why a reply is not taken, and what to do next. $tone is child or adult.

# Words for days near today: word=days from today. Read by the program, shown to nobody.
day_words = today=0, yesterday=-1, tomorrow=1

empty = I see no words. Write your answer in letters or press a button.
too_long = That is long: { $length } characters. Please keep it within { $limit }.
required = { $tone ->
    [child] This question cannot be skipped. We need it to find you help.
   *[adult] This question cannot be skipped: we cannot go on without it.
}
not_accepted = That answer does not fit. Please read the question again and answer differently.
outdated = This button no longer works. Press one under the latest question.
press = Please press the button under the question.
option = I did not find that answer. Press a button or write a number from 1 to { $count }.
options = I did not get all of it. Press the buttons or write numbers from 1 to { $count } with commas. For example: 1, 2
several_fit = More than one answer fits. Press a button or write a little more.
scale = I need a number from 1 to { $maximum }. You can press a button.
yes_no = Please answer “yes” or “no”. You can press a button.
whole = I need a whole number. For example: 45
whole_between = I need a whole number from { $minimum } to { $maximum }. For example: { $example }
number = I need a number. For example: 1.5
number_between = I need a number from { $minimum } to { $maximum }. For example: { $example }
day = I could not read the day. For example: { $example }
day_past = That day has not come yet. It must be today or earlier. For example: { $example }
day_future = That day has passed. It must be today or later. For example: { $example }
time = I could not read the time. For example: 15:30
moment = I could not read the day and the time. For example: { $example }
step = It should be a number from { $minimum } in steps of { $step }.
phone = That does not look like a phone number. Press “Share my number” or write it like this: +7 900 123-45-67
naming = { $tone ->
    [child] This seems to hold a surname or a class. Please write without them: “my mentor”, “a friend”.
   *[adult] This seems to hold a surname or a class. This chat goes without them: please use the code, or “the mentor”, “the pupil”.
}
personal = There seems to be a phone, an e-mail or a document number here. Please write it without them.
