# Consents that may be given or not: publications, photos, passing on; a new text; a birthday.
of_child = { $kind } ({ $name })
label_given = { $kind } ✅
label_refused = { $kind }: no
label_open = { $kind }: not decided
label_new_text = { $kind }: new text
label_birthday = { $kind }: decide soon
ticked = ☑ { $label }
unticked = ☐ { $label }
done = Done ({ $count })
yes = I allow it
no = I do not
state_given = Now: allowed.
state_refused = Now: not allowed.
state_open = { $tone ->
    [child] Not decided yet. So it is a no.
   *[adult] Not decided yet, and that does not count as consent.
}
on_paper = Your organisation takes this consent on paper: the curator has the form.
given = Saved. You can change it on any day.
refused = All right, saved. Nothing changes in the programme.
withdrawn = All right, withdrawn. Everything else stays as it was{ $hears ->
    [nobody] .
   *[curator] ; the curator will know.
}
refused_processing = All right. Without consent to the new text the bot asks nothing.{ $hears ->
    [nobody] { "" }
   *[curator] { " " }The curator will know.
}
why_new_text = { $tone ->
    [child] The text has changed. Read it and decide again. Without consent the questionnaires stop.
   *[adult] The text has changed: other purposes, data or actions. Please read it and decide again. Without consent the questionnaires stop.
}
why_birthday = { $tone ->
    [child] From { $day } your own consent is needed. You can answer already.
   *[adult] From { $day } a new consent is needed. You can answer already.
}
card_publication = { $whose ->
    [child] <b>Publications: { $name }</b>

        { $operator } would like to tell about the programme on its website and boards. What may be shown of your child?
        Mark what you allow. Without marks nothing changes in the programme.
   *[own] { $tone ->
        [child] <b>Publications</b>

            { $operator } would like to tell about the programme on its website and boards. What may be shown of you?
            Mark what you allow. It may be nothing.
       *[adult] <b>Publications</b>

            { $operator } would like to tell about the programme on its website and boards. What may be shown of you?
            Mark what you allow. Without marks nothing changes in the programme.
    }
}
card_photo = { $whose ->
    [child] <b>Photos and video: { $name }</b>

        Taking pictures at meetings and events for the programme itself. Not for the website: that is asked apart.
        Without consent nothing changes in the programme.
   *[own] { $tone ->
        [child] <b>Photos and video</b>

            May we take pictures of you at meetings and parties? They stay inside the programme.
       *[adult] <b>Photos and video</b>

            Taking pictures at meetings and events for the programme itself. Not for the website: that is asked apart.
            Without consent nothing changes in the programme.
    }
}
card_transfer = { $whose ->
    [child] <b>Passing data on: { $name }</b>

        The child’s name, class and role, only to those you mark.
        Without marks nothing changes in the programme.
   *[own] { $tone ->
        [child] <b>Passing data on</b>

            Who may be told your name, class and role? It may be nobody.
       *[adult] <b>Passing data on</b>

            Name, position and role, only to those you mark.
            Without marks nothing changes in the programme.
    }
}
card_processing = { $whose ->
    [child] <b>Consent to the use of a child’s data</b> ({ $name })

        Who answers for it: { $operator }
   *[own] { $tone ->
        [child] <b>Your own consent</b>

            Who answers for it: { $operator }
       *[adult] <b>Consent to the use of your data</b>

            Who answers for it: { $operator }
    }
}
