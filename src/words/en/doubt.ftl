### Orders of which it is not clear what became of them: in doubt, given up, turned up again, placed elsewhere, vanished.

## How the search stands

doubt-search = The search
doubt-search-intro = The desk asks DigiCert by itself, with growing pauses. Asking costs nothing and sends nothing.
doubt-since = In doubt since
doubt-asked = Asked
doubt-asked-times = { $looks ->
    [0] Not yet
    [one] Once, with { $clean ->
        [0] no clear answer
       *[other] one clear answer
    } that there is no such order
   *[other] { $looks } times, with { $clean ->
        [0] no clear answer
        [one] one clear answer
       *[other] { $clean } clear answers in a row
    } that there is no such order
}
doubt-answered = DigiCert last answered
doubt-never-answered = Not yet
doubt-next = Asked again
doubt-next-now = As soon as possible

## Which one is it?

compare-heading = Which of these is it?
compare-intro = DigiCert has orders that may be this one. Compare them with what was sent; whoever chooses is written down in the journal.
compare-caption = What was sent, and what DigiCert has
compare-point = Compared
compare-ours = What was sent
compare-theirs = DigiCert { $id }
compare-reference = Reference
compare-key = Key (SHA-256)
compare-placed = Sent or placed
compare-status = Status
compare-same = The same
compare-other = Another
compare-unknown = Cannot be compared
compare-time-fits = The time fits
compare-time-before = Was there before
compare-time-later = Came too late
compare-time-unknown = Time not known
compare-decision = Decision
compare-this-one = This one is ours
compare-this-one-which = (DigiCert { $id })
compare-linked-to = Belongs to order { $order }
compare-open = Not decided
compare-none-text = Where none of them is it, the desk goes on looking.
compare-none = None of these

## Giving up

give-up-heading = Give it up
give-up-intro = When DigiCert says again and again that there is no such order, somebody may give it up, so that it can be ordered anew.
give-up-possible = This order may be given up now.
give-up-not-yet = Not possible yet: from { $from } on, and after { $needed } clear answers in a row that there is no such order; so far { $clean }.
give-up-choose-first = Not possible yet: first say of the orders that were found whether one of them is it.
give-up-link = Give this order up
give-up-title = Give order { $number } up
give-up-consequences = What comes of it
give-up-asked-once-more = DigiCert is asked once more first. When the order is there, it is taken over and not given up.
give-up-new-draft = A new draft takes its place: with everything that was typed and the same key, but with a reference of its own, and without the agreement and any approval.
give-up-double = Should the order turn up later after all, both pages say so. Both may cost money then, and one has to be canceled at DigiCert.
give-up-written-down = Your name and your reason are written in the journals of both.
give-up-reason = Why do you think that DigiCert does not have it?
give-up-reason-hint = For example: CertCentral shows no such order, and DigiCert's support says the same.
give-up-reason-missing = Say why you give the order up.
give-up-reason-too-long = Say it in at most { $most } characters.
give-up-submit = Give it up and start a new draft
give-up-cancel = Leave it in doubt
give-up-unanswered = DigiCert did not answer just now
give-up-unanswered-text = Nobody knows therefore whether the order is there, and it was not given up. Try again in a few minutes.
give-up-kept = What you typed still stands below.
give-up-impossible = This order cannot be given up now
give-up-not-in-doubt = Only an order in doubt can be given up, and this one is not in doubt. Its page says what became of it.

## Given up

released-heading = This order was given up
released-by = By { $who }, { $when }:
released-next = Order { $order } took its place
released-next-discarded = Order { $order } took its place, and was discarded since. To order anew, choose Order again.
released-still-looked-for = The desk goes on looking for it, now and then. Should it turn up at DigiCert after all, both orders say so.

## Two where one was meant

twin-heading = Possible double order
twin-text = An order that was given up turned up at DigiCert, or may have, after another took its place:
twin-this = (this one)
twin-there = at DigiCert { $id }
twin-unsent = Do not send this one; discard it.
twin-unsent-kept = Do not send this one. It stays as it is, because it was sent before and may be needed as evidence.
twin-other-unsent = Order { $order } was not sent. Do not send it; discard it.
twin-unclear = It is not clear yet what became of this one. Find that out first.
twin-other-unclear = It is not clear yet what became of order { $order }. Open it and find that out first.
twin-placed = Several were ordered, and each costs money: { $numbers } at DigiCert. Cancel all but one in CertCentral; which one is kept is yours to choose.
twin-placed-after = Then read the status of those that you canceled. When DigiCert says that they are canceled, this notice goes away.
check-turned-up = This order cannot be sent any more
check-turned-up-text = It takes the place of order { $order }, which was given up and turned up at DigiCert after all, or may have. To send this one too would be to order twice.

## Placed elsewhere, and vanished

elsewhere-heading = Placed elsewhere
elsewhere-text = This order was seen at DigiCert, and this desk did not place it. It is compared with DigiCert like all others.
elsewhere-other-product = It is an order for another product, { $product }, which this desk does not order.
elsewhere-adopt-text = Take it on so that somebody here looks after it: that is you then, and the journal says so.
elsewhere-adopt = Take this order on
elsewhere-placed-by = Placed by
elsewhere-placed = Placed
vanished-heading = DigiCert does not know this order any more
vanished-text = Since { $since } DigiCert answers that there is no order { $id }.
vanished-advice = Look for it in CertCentral. It may have gone to another account or container, or the desk's key may not see it any more. When it is nowhere, ask DigiCert's support and name the number. What is shown here is as it was last read.
