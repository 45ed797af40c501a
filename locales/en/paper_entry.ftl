# Entering sheets that were filled in with a pen. Read by curators.
enter = Enter from paper
print = Paper version
for_child = For children.
for_adult = For adults.
by_hand = Answers on these sheets are not entered into the programme, they are counted by hand.
sheet_of = Whose sheet: { $names }
title = <b>Enter from paper: { $title }</b>
waiting = Sheets to come: { $count }. Answers are there: { $answered }.
search = { $by ->
    [codes] Whose sheet? Choose, or type the sheet’s code and the participant’s: { $code } fox
   *[names] Whose sheet? Choose, or type the sheet’s code and the surname: { $code } ivanova
}
nobody_left = Nothing is left to enter: everybody whose consent is there has answered.
whose = { $title }. Whose sheet?
nobody = { $by ->
    [codes] Nobody of those who have not answered fits. Check the code.
   *[names] Nobody of those who have not answered fits. Try the surname alone.
}
everybody = All awaited
another = Another sheet
instead = Enter instead

entered = Saved: { $who }, “{ $title }”.

not_entered = Only questionnaires of participants and parents are entered from paper, and no anonymous ones: an anonymous sheet does not show whose it is.
anonymous = This questionnaire is anonymous. It is not entered from paper: one would see whose sheet it is.
no_consent = { $who }: the consent is missing or was withdrawn, so answers may not be entered. First comes the consent, it may be on paper.
not_asked = { $who }: this questionnaire is not asked now. Assign it first, then enter the sheet.
several = { $who }: there are several of these, about different people. The paper does not say about whom, so it has to be answered in the chat.
answered = { $who }: the answers are there since { $day }. They stay as they are. If this is a new survey, assign it first.
begun = { $count ->
    [one] { $who }: there is { $count } answer in the chat, the questionnaire is not finished.
   *[other] { $who }: there are { $count } answers in the chat, the questionnaire is not finished.
}
    Enter the sheet in their place?

late_gone = This sheet cannot be entered. What was typed is not kept.
late_anonymous = This questionnaire is anonymous. What was typed is not kept.
late_no_consent = { $who }: the consent is gone. What was typed is not kept.
late_not_asked = { $who }: the survey is closed. What was typed is not kept.
late_several = { $who }: there are several of these now. What was typed is not kept.
late_answered = { $who }: answers came from the chat while you were typing. They stay, what was typed is not kept.

line_taken = Answers to questions { $first }–{ $last } are written down. Next:
line_long = The line is longer than the sheet: “{ $mark }” is number { $place }, and there are no more questions. Nothing is written down, please send the line again.
line_words = “{ $mark }” is number { $place } in the line, but question { $number } is answered in words. Put “-” if it is empty, or end the line before it. Nothing is written down.
line_wrong = { $kind ->
    [yes_no] “{ $mark }” is number { $place } in the line, but question { $number } takes “yes” or “no” (1 or 2). Nothing is written down, please send the line again.
    [whole] “{ $mark }” is number { $place } in the line, but question { $number } takes a number. Nothing is written down, please send the line again.
    [number] “{ $mark }” is number { $place } in the line, but question { $number } takes a number. Nothing is written down, please send the line again.
    [choices] “{ $mark }” is number { $place } in the line, but question { $number } takes numbers from 1 to { $count } with commas and no spaces: 1,3. Nothing is written down, please send the line again.
   *[other] “{ $mark }” is number { $place } in the line, but question { $number } takes a number from 1 to { $count }, or “-” if it is empty. Nothing is written down, please send the line again.
}
line_needless = “{ $mark }” is number { $place } in the line, but question { $number } is not asked after the answers above. Put “-” for it, so that the others keep their places. Nothing is written down, please send the line again.
line_answered = “{ $mark }” is number { $place } in the line, but question { $number } is answered already. End the line before it. Nothing is written down.
line_unclear = These may be options of question { $number } or answers to several questions. Put commas between the options of one question: 1,3. If there is only one, send it alone. Nothing is written down.
how = Or in one line, by the numbers on the sheet: 7 8 - 5. One mark for each question. A dash is a question that is empty or not needed.
