# A class as its teacher sees it.
title = <b>My class: { $group }</b>
none = You have no class yet. Tell the curator.
empty = Nobody of the class is in the programme yet.
inside = • { $name } · in the programme
outside = • { $name } · not in yet
met = meetings: { $days }
met_more = meetings: { $count }, the last on { $days }
not_met = no meetings
