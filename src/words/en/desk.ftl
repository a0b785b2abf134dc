### The layout of every page, failures, notices and the settings page.

title-page = { $page } – PKIo Desk
title-refused = Error: { $page } – PKIo Desk

## Layout

layout-skip = Skip to the content
layout-brand = PKIo Desk
layout-navigation = Main
layout-orders = Orders
layout-new-order = New order
layout-templates = Templates
layout-settings = Settings
layout-people = People
layout-account = My account ({ $role })
layout-sign-out = Sign out
layout-rules = Rules of the checks
layout-silence = DigiCert has not answered since { $since }. Orders and drafts can be read and written; nothing can be sent.
layout-kept = This is what you typed, so that it is not lost:
layout-footer = PKIo Desk { $version }

## The banner: which CertCentral the desk talks to

banner-sandbox = Sandbox
banner-sandbox-text = Play money. Nothing is ordered at DigiCert ({ $address }).
banner-europe = DigiCert CertCentral Europe
banner-europe-text = Real money. Orders placed here are paid ({ $address }).
banner-united-states = DigiCert CertCentral US
banner-united-states-text = Real money. This instance does not sell PKIo products ({ $address }).
banner-other = Another address than DigiCert's
banner-other-text = Treat it as real money ({ $address }).

## Failures: what happened, and what to do

failure-back = To the orders
failure-not-found = Page not found
failure-not-found-advice = There is nothing at this address. If you typed it, check it; if you followed a link, the order or person may be gone.
failure-forbidden = You may not do this
failure-forbidden-advice = Your role at this desk does not include it. An administrator of the desk can change your role.
failure-signed-out = You are signed out
failure-signed-out-advice = Nothing was saved yet, and nothing you typed is lost: sign in again in another tab, then reload this page and let the browser send the form again.
failure-cross-site = This request came from another site
failure-cross-site-advice = For your safety the desk takes forms from its own pages only. Open the desk itself and do it there.
failure-too-large = That is more than the desk takes at once
failure-too-large-advice = Go back and leave out what does not belong into the form. A signing request is a few kilobytes.
failure-unreadable = The form did not arrive whole
failure-unreadable-advice = Nothing was saved. Go back, where everything typed still stands, and send the form again.
failure-store-unavailable = The desk cannot reach its own database
failure-store-unavailable-advice = Nothing was sent to DigiCert by this page. Try again in a minute: reload this page and let the browser send the form again. If it stays like this, tell whoever runs the desk; the log says what is wrong.
failure-unforeseen = Something went wrong that nobody foresaw
failure-unforeseen-advice = Look at the order before you do anything again: it shows whether something was sent. Tell whoever runs the desk; the log says what is wrong.

## Notices: what the last click did

notice-saved = The draft is saved.
notice-discarded = The draft is discarded.
notice-kept-as-new-draft = The order was sent or discarded while you were typing. What you typed is kept here as a new draft.
notice-placed = DigiCert took the order.
notice-no-connection = DigiCert could not be reached, so nothing was sent. The order is as it was before; try again later.
notice-rate-limited = Too many requests reached DigiCert in a short time, so nothing was sent. The order is as it was before; try again in a few minutes.
notice-held-up = Nothing was sent: the desk was held up for too long. Look at the order before you place it again.
notice-already-sent = This order had been sent already. Nothing was sent again.
notice-store-failed = The desk's database failed just now, so it is not certain that this was done. Look at the journal below for where the order stands before you try again. An order that was sent is never sent again.
notice-changed-meanwhile = Somebody changed this order meanwhile. Nothing was done; look at it again first.
notice-not-ready = The order does not pass the checks any more. Nothing was sent.
notice-not-approved = Nothing was sent: this order needs the approval of a second person first.
notice-approval-asked = The approval is asked for. Somebody else has to look at the order now.
notice-already-asked = An approval had been asked for already. Nothing was done again.
notice-approved = The order is approved. It is sent by whoever places it.
notice-rejected = The order is back with its owner, who reads your reason.
notice-withdrawn = The order is taken back from approval. It is a draft again.
notice-not-awaiting = This order does not wait for an approval any more. Nothing was done.
notice-own-order = Nobody approves an order of their own. Nothing was done; somebody else has to look at it.
notice-changed-by-you = Nobody approves an order that they changed. Nothing was done; somebody else has to look at it.
notice-not-compared = Nothing was sent: the desk was restored from a backup, and its orders have not been compared with DigiCert's since. Try again when that is done.
notice-turned-up = Nothing was sent: the order whose place this one takes turned up at DigiCert after all, or may have.
notice-refreshed = The status was read from DigiCert.
notice-not-refreshed = DigiCert did not answer. What you see is as it was last read.
notice-found = The order was found at DigiCert.
notice-not-found = DigiCert knows no order with this reference. It may still turn up; look again later.
notice-found-several = Several orders fit this one, or the one found belongs to another order. Compare them below and choose.
notice-linked = The order is placed as the one that you chose.
notice-linked-to-other = Nothing was changed: the order at DigiCert that you chose belongs to another order here.
notice-candidates-changed = Nothing was changed: DigiCert has other orders now that may be this one. Compare them again.
notice-dismissed = None of these orders is it. The desk goes on looking, and counts clear answers from the beginning.
notice-nothing-to-choose = Nothing was changed: there is nothing to choose among any more.
notice-not-in-doubt = Nothing was changed: this order is not in doubt any more. The journal says what became of it.
notice-in-its-place = The order in doubt was given up. This draft takes its place; check it and accept the agreement anew.
notice-found-instead = The order was found at DigiCert just now, so it was not given up.
notice-adopted = This order is in your care now.
notice-adopted-already = Nothing was changed: somebody had taken this order on already.
notice-settings-saved = Your settings are saved.
notice-password-changed = The password is changed.
notice-person-added = The person is added.
notice-person-changed = The person is changed.
notice-copied-from-order = This draft is a copy of the order. The CSR and the agreement are not in it.
notice-started-from-template = This draft was started from the template. The CSR and the agreement are not in it.
notice-view-saved = The view is saved.
notice-view-deleted = The view is deleted.
notice-template-saved = The template is saved.
notice-template-replaced = The template is replaced.
notice-template-renamed = The name of the template is changed.
notice-template-deleted = The template is deleted.
notice-template-changed-meanwhile = Somebody changed this template meanwhile. Nothing was done; look at it again first.

## The rules

rules-title = Rules of the checks
rules-subtitle = Every order is checked by these before it is sent. What you typed stands where a text has "…". DigiCert may still refuse an order for reasons of its own; the order says so then.
rules-link = Where do these rules come from?
rules-error = Errors
rules-error-intro = The order is not sent while one of these holds.
rules-warning = Warnings
rules-warning-intro = Probably a mistake; the order can be sent all the same.
rules-note = Notes
rules-note-intro = Good to know; nothing has to be done.
rules-id = Rule
rules-says = What it says
rules-source = Source

## Settings

settings-title = Settings
settings-subtitle = The connection to DigiCert and what the desk's key may do there.
settings-connection = Connection
settings-instance = Instance
settings-address = Address
settings-reference = The desk's reference is sent with orders
settings-yes = Yes
settings-no = No
settings-key = API key
settings-view-only = This key may only look: no order can be placed with it.
settings-may-order = DigiCert accepts this key, and nothing marks it as view-only.
settings-user = Belongs to
settings-account = Account
settings-kind = Kind of user
settings-service-user = Service user: an order that creates an organization must name an organization contact
settings-person = Person
settings-roles = Roles
settings-container = Container
settings-denied = DigiCert does not accept this key
settings-denied-advice = Drafts can be written, but no order can be placed. Whoever runs the desk must give it another key. DigiCert says:
settings-unreachable = DigiCert cannot be reached
settings-unreachable-advice = Drafts and the history work meanwhile. Try again later; if it stays like this, whoever runs the desk should look at the network.
settings-rate-limited = Too many requests in a short time
settings-rate-limited-advice = DigiCert's limit is reached. Try again in a few minutes.
settings-unclear = DigiCert's answer could not be understood
settings-unclear-advice = Something else may stand at this address, such as a proxy. Whoever runs the desk should look at the address and the log.

## Comparing with DigiCert

runs-heading = Compared with DigiCert
runs-intro = The desk compares its orders with those at DigiCert by itself. What differs stands in the journal of the order.
runs-caption = Latest comparisons, the newest first
runs-when = When
runs-scope = What
runs-full = Every order
runs-changed = What changed
runs-result = Result
runs-line = { $compared ->
    [one] 1 order
   *[other] { $compared } orders
} compared, { $differences ->
    [0] no differences
    [one] 1 difference
   *[other] { $differences } differences
}, took { $took }
runs-seconds = { $seconds } s
runs-minutes = { $minutes } min { $seconds } s
runs-failed = It did not come to its end:
runs-none = No comparison yet
runs-none-text = The first one is made soon after the desk starts.
notice-change-done = DigiCert took the change.
notice-change-refused = DigiCert refused the change. What it said stands below.
notice-change-busy = Another change of the same is being sent or in doubt: this is it. Nothing else was begun.
notice-change-unread = DigiCert did not tell what it has now, so nothing was sent. Try again later.
notice-change-subject-gone = DigiCert does not have it any more.
notice-change-sent-meanwhile = This change was sent already. Nothing was sent again.
notice-change-written-meanwhile = Somebody wrote this change anew meanwhile. Nothing was done; look at it once more.
notice-changed-elsewhere = Somebody changed this at DigiCert meanwhile. Nothing was sent.
notice-change-rebased = The form holds what DigiCert has now, with what you changed.
notice-change-not-confirmed = Type the name to confirm. Nothing was sent.
notice-change-found = It was read back: DigiCert took the change.
notice-change-not-made = It was read back: DigiCert did not take the change. It can be sent again.
notice-change-not-there-yet = DigiCert does not show it yet. It is read again every minute.
notice-change-unclear = What DigiCert has tells neither yes nor no. Look in CertCentral.
notice-change-settled = Written down: the change was made.
notice-change-taken-back = Written down: the change was not made. It can be sent again.
notice-numbers-kept = The numbers were kept.
notice-reading-asked = DigiCert is being read. Load this page again in a moment.
notice-contact-kept = The contact was kept.
notice-contact-known = The address book has this contact already.
notice-contact-deleted = The contact was deleted from the address book.
notice-contact-erased = The person was erased from the desk.
layout-organizations = Organizations
layout-domains = Domains
