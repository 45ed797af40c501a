# Consents: the card of five facts, the list, taking back.
title = Consents
card_adult = <b>Consent to the use of your data</b>

    <b>Who answers for it:</b> { $operator }
    <b>Which data:</b> { $called ->
        [code] name (at school only, in chat a code)
       *[name] name
    }, role, account, questionnaires, polls, meetings
    <b>What for:</b> to admit you, find a pair, remind and help
    <b>Who will see:</b> the curator; the other in the pair: your { $called ->
        [code] nickname, code
       *[name] name
    } and what you share
    <b>How to withdraw:</b> on any day, “My data” → “Consents”
card_teen = <b>Now your own consent</b>

    <b>Who answers for it:</b> { $operator }
    <b>What we keep:</b> your { $called ->
        [code] name and class (at school only, in chat codes)
       *[name] name, class
    }, answers and meetings
    <b>What for:</b> to find you a pair and help in time
    <b>Who will see:</b> the curator; the other in the pair: your { $called ->
        [code] nickname, code
       *[name] name
    } and what you share
    <b>If you change your mind:</b> “My data” → “Consents”, on any day
card_parent = <b>Consent to the use of a child’s data</b> ({ $child })

    <b>Who answers for it:</b> { $operator }
    <b>Which data:</b> { $called ->
        [code] the child’s name and class, your name and phone (at school only, in chat codes); the child’s account, answers and meetings
       *[name] the child’s name, class, account, answers and meetings; your name and phone
    }
    <b>What for:</b> to find a pair, remind, help in time
    <b>Who will see:</b> the curator; the other in the pair: { $called ->
        [code] nickname, code
       *[name] name
    }, request and interests
    <b>How to withdraw:</b> on any day, “My data” → “Consents”
assent = The adult has allowed it! And do you want to?

    { $role ->
        [mentor] We will find you somebody to help. The curator supports you.
       *[other] We will find you a mentor. The mentor helps and supports you.
    }
    The curator will see your answers. The other in the pair sees your { $called ->
        [code] nickname, code
       *[name] name
    } and what you share.
    You can change your mind on any day.
assent_yes = Yes
assent_no = Not yet
read = Read it all
agree = I agree
refuse = I do not agree
copy = Copy as a file
withdraw = Withdraw
leave = Keep it
text_sent = Sent as a file
nothing = There are no consents yet.
list = { $tone ->
    [child] <b>Consents</b>
        Everything that you and your adult agreed to, and what is still open.
   *[adult] <b>Consents</b>
        Everything that you agreed to, and what is still open.
}
line_self = { $kind } · { $day }
line_child = { $kind } ({ $name }) · { $day }
line_adult = { $kind }, by an adult · { $day }
line_withdrawn = { $line } · withdrawn
one = <b>{ $line }</b>
    Record number: { $number }
    Confirmed: { $moment }
one_withdrawn = { $one }
    Withdrawn. The data will be destroyed by { $day }.
one_assent_withdrawn = { $one }
    Withdrawn.
not_yours = An adult gave this consent, and only they can withdraw it. But you can withdraw your own, or talk with the curator.
consequences_self = You stop taking part: questionnaires close, no more messages come.
    The data will be destroyed by { $day }.
consequences_child = The child stops taking part: questionnaires close, no more messages come.
    The data will be destroyed by { $day }.
consequences_assent = You stop taking part: questionnaires close, no more messages come.
    If you change your mind, press “Think again”.
receipt = The consent was withdrawn on { $moment }. Record { $number }.

    The bot has stopped already. The data will be destroyed by <b>{ $day }</b> (152-FZ, article 21).
receipt_assent = All right, it is your choice. The bot has stopped; the curator will be told.
relation_mother = mother
relation_father = father
relation_guardian = guardian
channel_own = chat, personal invitation
channel_phone_on_school_list = chat, phone on the school’s list
channel_confirmed_by_curator = chat, parent confirmed by the curator
ask_curator = ask the curator
programme = Mentor
nobody = nobody
until = the end of taking part in the programme
nameless = the bearer of a personal invitation
line_assent = My “yes” · { $day }
line_replaced = { $line } · replaced
one_replaced = { $one }
    Replaced by a later decision.
consequences_optional = Nothing changes in the programme: this withdraws only this consent.
receipt_optional = Done, the consent is withdrawn. Everything else stays as it was{ $hears ->
    [nobody] .
   *[curator] ; the curator will know.
}
receipt_publication = Done, the consent is withdrawn. Publications end within 3 working days (152-FZ, article 10.1).
kind_processing = Data
kind_assent = Taking part
kind_publication = Publications
kind_photo = Photos and video
kind_transfer = Passing data on
kind_mentor_duty = Work as a mentor
choice_name = name
choice_photo = photo
choice_class = class or position
choice_quote = words (quotes)
choice_municipality = education authority
choice_partner = partner
chosen = I allow: { $yes }; I do not allow: { $no }
nothing_of_it = nothing
signer_own = I, { $subject }, consent freely, of my own will and in my own interest.
signer_parent = I, { $representative }, the legal representative of the child ({ $relation }), consent freely, of my own will and in the child’s interest. The child: { $subject }.
channel_paper = on paper: form no. { $number }, folder { $folder }, page { $page }
