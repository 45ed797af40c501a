# Clearance of mentors.
kind_background = certificate
kind_training = training
kind_rules = rules
open = Clearance
to_list = ‹ Clearance
list = <b>Clearance of mentors</b>
    Before the first meeting: certificate, training, signed rules. Those who lack something come first.
no_mentors = <b>Clearance of mentors</b>
    No mentors yet. Invite them under “People”.
line = { $missing ->
    [0] ✅
   *[other] ⚠️
} { $name }
sheet = <b>Clearance</b> · { $name }
is_missing = ⚠️ { $kind }: not on record
has_expired = ⚠️ { $kind }: ended on { $until }
holds_until = ✅ { $kind }: until { $until }
holds = ✅ { $kind }: no end
place = paper: { $place }
may = May be paired.
may_not = May not be paired yet. Record what is missing.
record = Record: { $kind }
renew = Renew: { $kind }
recorded = { $who }: { $kind }, recorded without an end.
recorded_until = { $who }: { $kind }, valid until { $until }.
nobody = This mentor is not in your school any more. Nothing was recorded.
not_cleared = This mentor may not be paired yet: no clearance. Record it under “Clearance”.
meetings_wait = Your clearance has run out, so meetings wait for now. The curator knows. You can log the meeting as soon as it is renewed.
