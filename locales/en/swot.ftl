# The SWOT table: its lines and what is done with them; the words of the table are in results.ftl.
written = Written into the SWOT.
not_yours = This line cannot be changed any more.
add = Add
to_table = ‹ SWOT
edit = Correct
strike = Remove
struck = The line is removed.
moved = It stands here now: { $cell }
card = <b>{ $cell }</b>
    { $text }
answer = <b>Where does this answer belong?</b>
    { $text }
answer_stands = Now: { $cell }.
to_words = ‹ To the answers
cell_strength = Strength
cell_weakness = Weakness
cell_opportunity = Opportunity
cell_threat = Threat
mark_strength = (strength)
mark_weakness = (weakness)
mark_opportunity = (opportunity)
mark_threat = (threat)
