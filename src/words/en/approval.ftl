### Approval by a second person: asking, deciding, and what the pages say about it.

## On the check page

approval-heading = Approval
approval-ask-text = Every order at this desk is looked at by a second person before it is sent. Asking sends nothing; the agreement is accepted when the order is placed.
approval-ask-remark = What should the approver know?
approval-ask-remark-hint = { $most } characters at most.
approval-ask = Ask for approval
approval-too-long = This text has { $length } characters; { $most } are taken.
approval-given = Approved by { $who } on { $when }. It may be placed until { $until }.
approval-void = The approval does not hold for this request
approval-void-text = What would be sent now is not what was approved or asked for, or the approval has ended. Take the order back and ask anew.
approval-withdraw = Take it back from approval

## On the order's page

approval-waits = This order waits for approval
approval-asked = Asked for by { $who } { $age } ago ({ $when }).
approval-who = These people may approve it: { $names }.
approval-nobody = Nobody at this desk may approve it: an administrator has to give somebody else the role of approver.
approval-look = Look at it and decide
approval-approved = This order is approved
approval-place = To the check page
approval-over = The approval of this order has ended
approval-over-text = { $who } approved it on { $when }; it could be placed until { $until }. Take it back and ask anew.
approval-rejected = This order was not approved
approval-rejected-text = { $who } sent it back on { $when } and gave this reason:
approval-lapsed = The approval was not used in time
approval-lapsed-text = It ended on { $when }. Another one has to be asked for.
approval-change-waiting = This order waits for approval. A change takes it back, and the approval has to be asked for anew.
approval-change-approved = This order is approved. A change takes the approval away.

## On the approver's page

approve-title = Approve order { $number }
approve-remark = { $who } says:
approve-wire-text = This is sent to DigiCert once, when the order is placed. Only our reference is added then; the digest below is of the bytes without it.
approve-bytes = Request body, byte by byte
approve-heading = Your decision
approve-text = Your approval holds for exactly this request: every change voids it. Whoever places the order accepts the agreement.
approve-say = What do you want to say?
approve-say-hint = Needed where you send the order back: its owner reads it as your reason. { $most } characters at most.
approve-change-say-hint = Needed where you send it back: whoever wrote it reads it as your reason. { $most } characters at most.
approve-reason-missing = Say why you send it back.
approve-approve = Approve this request
approve-reject = Send it back
approve-own-order = You wrote this order or asked for its approval, so somebody else has to approve it, whatever your role
approve-writer = You changed this order, or had a hand in the one whose place it takes, so somebody else has to approve it, whatever your role
approve-role = Your role does not include approving orders
approve-void = This is not the request for which the approval was asked
approve-void-text = It cannot be sent as it is, or the desk would send something else now. Send it back, so that it is looked at again.
approve-not-awaiting = This order does not wait for an approval
approve-not-awaiting-text = Somebody decided already, or it was changed or taken back. Its page shows where it stands.

## On the approvers' first page

waiting-heading = Waiting for your approval
waiting-asked-by = Asked for by
waiting-since = Waits
waiting-for = { $age } (since { $when })

## How long

age-moment = less than a minute
age-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
age-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
age-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
