# The organisation's rules about consents: what the texts say of it, what is on paper, who checks the forms.
title = <b>Rules about consents</b>
title_button = To the rules
operator_address = Address in the texts: { $value }
operator_contact = Requests go to: { $value }
programme = Programme: { $value }
processor = Processor: { $value }
not_told = not given
on_paper = { $kind }: on paper
four_eyes = Two people check forms
tell = Give the details
told = Saved: new forms and texts will carry these details.
not_yours = A curator or director of the organisation itself can do this.
