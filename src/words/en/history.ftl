# The order history and its saved views.
history-title = Orders
history-new = New order
history-views = Views
history-view-all = All
history-view-drafts = Drafts
history-view-awaiting-approval = Waiting for approval
history-view-approved = Approved
history-view-in-doubt = In doubt
history-view-refused = Refused
history-view-sending = Sending
history-view-placed = Placed
history-view-given-up = Given up
history-view-elsewhere = Placed elsewhere
history-caption = Orders
history-pages = Pages of orders
history-other-product = Another product: { $product }
history-more-names = and { $count } more
history-renewed = renewed
history-days-left = { $days ->
    [0] today
    [one] in { $days } day
   *[other] in { $days } days
}
history-total = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
history-more-than = More than { $count } orders
history-newer = Newer
history-older = Older
history-empty = No orders yet
history-empty-text = Orders appear here from the first time a draft is saved, and as soon as those placed elsewhere are read from DigiCert.
history-none = No orders in this view
history-none-text = No order fits. Take away a part of the search or a filter, where there is one, or choose another view.
history-csv = Download as CSV
history-json = Download as JSON
history-reset = Take all filters away

history-column-number = Order
history-column-name = Common name
history-column-names = All names
history-column-organization = Organization
history-column-container = Container
history-column-status = Status
history-column-remote = DigiCert order
history-column-product = Product
history-column-who = Started by
history-column-created = Started
history-column-updated = Last changed
history-column-issued = Issued
history-column-ends = Ends
history-column-price = Price
history-column-reference = Reference
history-column-serial = Serial number
history-column-oin = OIN
history-column-state = State at this desk
history-columns = Columns
history-columns-show = Show these columns
history-columns-usual = The usual columns

history-filter-q = Search
history-filter-q-hint = Numbers, names, OIN, organization, person, reference, serial number or key; any part of three characters or more.
history-filter-status = Status
history-filter-attention = Needs somebody because
history-filter-organization = Organization number, or how its name begins
history-filter-container = Container
history-filter-product = Product
history-filter-who = Started by
history-filter-created-from = Started on or after
history-filter-created-until = Started on or before
history-filter-ends-from = Ends on or after
history-filter-ends-until = Ends on or before
history-filter-in-use = Certificate
history-in-use = in use and not renewed
history-filter-rows = Orders on a page
history-filter-more = More filters
history-filter-zone = Days begin and end in { $zone }.
history-filters-set = Filters that are set
history-filter-remove = , take this filter away
history-odd-dates = A date was passed over
history-odd-date = "{ $name }" has "{ $typed }", which is no date. Type it as year-month-day, such as 2027-03-01.

attention-in-doubt = In doubt
attention-certificate-held = Certificate held: it is not what was ordered
attention-awaiting-approval = Waiting for approval
attention-approved = Approved, not sent yet
attention-refused = Refused by DigiCert
attention-needs-csr = CSR still to be handed in
attention-needs-approval = Waits for approval in CertCentral
attention-pending-long = At DigiCert for longer than a week
attention-ending = Certificate ends soon
attention-vanished = Not at DigiCert any more

views-title = Saved views
views-intro = Each is the history with its search, filters, columns and order.
views-empty = No saved views yet
views-empty-text = Search or filter the orders, then choose "Save this view".
view-save = Save this view
view-manage = Look after saved views
view-save-title = Save this view
view-save-intro = Search, filters, columns and order are saved under a name, for the next time.
view-name = Name of the view
view-name-missing = Give the view a name.
view-name-too-long = Choose a name of at most { $most } characters.
view-name-taken = Another view of yours has this name. Choose another one.
view-shared = Everybody at this desk is offered it
view-cancel = Cancel
view-owner = Saved by
view-sharing = Offered to
view-is-shared = everybody
view-is-own = you
view-updated = Last changed
view-open = Open the view
view-change = Change
view-change-submit = Save the changes
view-delete = Delete this view
view-delete-intro = The orders stay as they are; only the view is gone, for everybody it was offered to.
