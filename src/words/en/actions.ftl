### What is done with a placed order: on its page, on the forms and check pages, in the journals.

## On the order's page

actions-heading = What can be done
actions-intro = As the order stands at DigiCert now. It is read once more before anything begins, and nothing but "Check now", mails and random values is sent before you have seen it.
actions-under-way = Begun with this order, and not done yet
actions-earlier = Begun and done so far
action-denied-own = Only for orders of your own that were sent from this desk. An approver can do it.
action-denied-role = An approver can do this.

action-add-csr = Send the CSR
action-cancel-order = Cancel the order
action-cancel-reissue = Cancel the reissue
action-reissue-order = Reissue
action-revoke-certificate = Revoke the certificate
action-revoke-order = Revoke the order
action-change-order-contacts = Change the contacts
action-order-dcv-method = Choose another method of validation
action-resend-order-emails = Send the mails again
action-check-order-dcv = Check now
action-new-order-token = New random value
action-add-order-note = Add a note at DigiCert
action-renew = Renew

change-start-add-csr = Send the CSR
change-start-cancel-order = Cancel the order
change-start-cancel-reissue = Cancel the reissue
change-start-reissue-order = Reissue
change-start-revoke-certificate = Revoke the certificate
change-start-revoke-order = Revoke the order
change-start-change-order-contacts = Change the contacts
change-start-order-dcv-method = Choose another method
change-start-resend-order-emails = Send the mails again
change-start-check-order-dcv = Check now
change-start-new-order-token = New random value
change-start-add-order-note = Add a note at DigiCert
change-start-renew = Renew

action-about-add-csr = The order was placed without a CSR and waits for it.
action-about-cancel-order = Ends the order; no certificate comes of it. It needs a reason.
action-about-cancel-ready = Ends the order. Its certificate is ready already, and is not to be used after that. It needs a reason.
action-about-cancel-reissue = Drops the reissue that is on its way; the certificate there is stays valid. It needs a reason.
action-about-reissue-order = The same certificate with another key or other names, within the time that was paid for.
action-about-revoke-certificate = The present certificate is not trusted any more. Nobody can undo it.
action-about-revoke-order = All certificates of the order, also earlier reissues, are not trusted any more. Nobody can undo it.
action-about-change-order-contacts = Who gets mail and calls about this order. The organization's own contacts stay as they are.
action-about-order-dcv-method = How control of the domains is proven for this order.
action-about-resend-order-emails = DigiCert sends its mails to the addresses of the domains once more.
action-about-check-order-dcv = DigiCert looks for the records or files at once, and says where each name stands.
action-about-new-order-token = DigiCert gives a new random value; the old one does not count any more.
action-about-add-order-note = Stands on the order at DigiCert, for everybody of the account to read.
action-about-renew = A new draft with everything of this order but its CSR.

## Titles, forms, check pages

change-title-add-csr = Send the CSR for { $name }
change-title-cancel-order = Cancel the order for { $name }
change-title-cancel-reissue = Cancel the reissue for { $name }
change-title-reissue-order = Reissue the certificate of { $name }
change-title-revoke-certificate = Revoke the certificate of { $name }
change-title-revoke-order = Revoke the order for { $name }
change-title-change-order-contacts = Contacts of the order for { $name }
change-title-order-dcv-method = Method of validation of the order for { $name }
change-title-resend-order-emails = Send the mails of the order for { $name } again
change-title-check-order-dcv = Check the domains of the order for { $name } now
change-title-new-order-token = New random value for the order for { $name }
change-title-add-order-note = Note on the order for { $name }

action-section-cancel = Reason
action-section-cancel-intro = DigiCert keeps it on the order.
action-section-cancel-reissue-intro = DigiCert keeps it with the request for the reissue.
action-section-note = Note
action-section-note-intro = Everybody of the account reads it at DigiCert, and so does DigiCert.
action-section-csr = CSR
action-section-csr-intro = For these names, which stay as they were ordered:
action-section-names = Names
action-section-names-intro = Filled in with those of the present certificate. Names that are added may cost extra and must be proven.
action-section-new-key-intro = The new certificate has the key of this CSR. It should be a new one: whoever has the old key can use the new certificate, too.
action-section-comments = For DigiCert
action-section-reason = Why
action-section-reason-intro = The reason is published with the revocation where it is more than "unspecified".
action-section-organization-contact-intro = Gets mail and calls about this order. All of it is sent. The organization's own contact stays as it is.
action-section-technical-contact-intro = Gets mail about the technical side of this order. DigiCert does not remove one, but replaces it.

field-cancel-note = Why is it canceled?
field-order-note = Note
field-keep-key = Keep the key of the present certificate
field-keep-key-hint = Only where the key is certainly in nobody else's hands.
field-action-comments = Remark
field-action-comments-hint = For whoever approves it at DigiCert. It may be left empty.
field-revocation-reason = Reason for the revocation
field-order-status = Status at DigiCert
field-csr-key = Key (SHA-256)

revocation-reason-unspecified = Unspecified
revocation-reason-unspecified-hint = None of the others, or nobody may know.
revocation-reason-keycompromise = Key compromise
revocation-reason-keycompromise-hint = The private key is, or may be, in somebody else's hands.
revocation-reason-affiliationchanged = Affiliation changed
revocation-reason-affiliationchanged-hint = The organization has another name, or the domain another owner.
revocation-reason-superseded = Superseded
revocation-reason-superseded-hint = Another certificate has taken its place.
revocation-reason-cessationofoperation = Cessation of operation
revocation-reason-cessationofoperation-hint = The server or the domain is not used any more.

change-follows-add-csr = DigiCert goes on with the order. The key cannot be changed any more but by a reissue.
change-follows-cancel-order = An order that is canceled never gets a certificate, and cannot be taken up again.
change-follows-cancel-ready = DigiCert has made the certificate already. Nobody is to use it once the order is canceled, and the order cannot be taken up again.
change-follows-cancel-reissue = The reissue that is on its way is dropped. The certificate there is stays valid, and the order is issued again.
change-follows-reissue-order = DigiCert issues another certificate within the same order. The present one stays valid until it ends or is revoked; DigiCert may revoke it after some days.
change-follows-revoke-certificate = This certificate is not trusted any more, within hours at most. Whatever uses it stops working. Other certificates of the order stay valid. DigiCert may revoke the order with it, where it is the only one. Nobody can undo it.
change-follows-revoke-order = All certificates of this order are not trusted any more, within hours at most: the present one, its duplicates and all earlier reissues. Whatever uses any of them stops working. Nobody can undo it.
change-follows-change-order-contacts = DigiCert writes and calls the new people about this order. The organization's own contacts stay as they are.
change-follows-order-dcv-method = The old way does not count any more for this order. For a method with a random value, DigiCert answers with that value.
change-follows-resend-order-emails = DigiCert sends its mails once more.
change-follows-check-order-dcv = DigiCert looks for the records or files at once.
change-follows-new-order-token = The old random value does not count any more.
change-follows-add-order-note = The note stands on the order at DigiCert. Nobody can delete it from here.

change-submit-add-csr = Send the CSR
change-submit-cancel-order = Cancel it at DigiCert
change-submit-cancel-reissue = Cancel the reissue at DigiCert
change-submit-reissue-order = Ask for the reissue
change-submit-revoke-certificate = Revoke the certificate
change-submit-revoke-order = Revoke the order and all its certificates
change-submit-change-order-contacts = Change the contacts at DigiCert
change-submit-order-dcv-method = Change the method
change-submit-resend-order-emails = Send the mails again
change-submit-check-order-dcv = Check now
change-submit-new-order-token = Ask for a new random value
change-submit-add-order-note = Add the note at DigiCert

## Approval of a revocation

change-state-awaiting-approval = Waits for approval
change-state-approved = Approved
action-approval-ask-text = Every revocation at this desk is looked at by a second person before it is sent. Asking sends nothing.
action-approval-waits = This waits for the approval of a second person
action-approval-asked = Asked for by { $who } on { $when }.
action-approval-own = You wrote this or asked for its approval, so somebody else has to approve it, whatever your role.
action-approval-role = Your role does not include approving.
action-approve-text = Your approval holds for exactly the request on this page: every change voids it. Nothing is sent before somebody types the name to confirm it.
action-approval-approved = This is approved
action-approval-rejected = This was not approved
action-approval-given = Approved by { $who } on { $when }. It may be sent until { $until }.
action-approval-void-text = What would be sent now is not what was approved or asked for, or the approval has ended. Take it back and ask anew.
action-approval-change-waiting = This waits for approval. A change takes it back, and the approval has to be asked for anew.
action-approval-change-approved = This is approved. A change takes the approval away.
change-event-approval-asked = Asked for an approval.
change-event-approved = Approved this request.
change-event-rejected = Did not approve it.
change-event-withdrawn = Took it back from approval.
change-event-approval-lapsed = The approval was not used in time and has ended.
waiting-changes-heading = Revocations waiting for your approval

## What DigiCert said

answer-heading = What DigiCert said
answer-standing = Where control stands: { $word }.
answer-random-value = Random value to publish
answer-random-value-until = It may be used until { $until }.
answer-request = Request { $id }: { $status }.
answer-request-waits = Request { $id } waits for approval in CertCentral ({ $status }). Nothing happens before somebody approves it there.
answer-names = Control of the names: { $standing }. Status of the order: { $status }.

## In the journal of the order

event-action-approval-asked = { $what }: asked for an approval
event-action-approved = { $what }: approved
event-action-rejected = { $what }: not approved
event-action-withdrawn = { $what }: taken back from approval
event-action-approval-lapsed = { $what }: the approval was not used in time
event-action-sending = { $what }: sent to DigiCert
event-action-not-sent = { $what }: nothing was sent
event-action-done = { $what }: DigiCert took it
event-action-refused = { $what }: DigiCert refused it
event-action-in-doubt = { $what }: not known whether DigiCert took it
event-action-found = { $what }: read back, DigiCert had taken it
event-action-not-there = { $what }: read back, DigiCert had not taken it
event-action-settled = { $what }: somebody says that it was done
event-action-taken-back = { $what }: somebody says that it was not done
event-action-link = What was sent and answered
event-drafted-for-renewal = Started the draft to renew order { $order }
event-renewal-drafted = Began to renew it by order { $order }

## Notices

notice-change-approval-asked = The approval is asked for. Somebody else has to look at it now.
notice-change-approved = It is approved. Whoever wants it sends it from the check page.
notice-change-rejected = It is back with its owner, who reads your reason.
notice-change-withdrawn = It is taken back from approval. It is a draft again.
notice-change-not-approved = Nothing was sent: this needs the approval of a second person first.
notice-change-not-awaiting = This does not wait for an approval any more. Nothing was done.
notice-change-is-own = Nobody approves what they wrote or asked for. Nothing was done; somebody else has to look at it.
notice-action-not-possible = As the order stands at DigiCert now, that cannot be done. Nothing was begun; the reason stands under "What can be done".
notice-renewal-drafted = This draft renews the order. The CSR and the agreement are not in it.
notice-renewal-begun-before = The renewal of that order was begun before: this is it. No other draft was begun.
notice-renewed-already = This order was renewed already.
notice-not-renewable = There is no certificate in use that could be renewed. Order again instead.
