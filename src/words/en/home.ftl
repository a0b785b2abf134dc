# The first page.
layout-home = Overview
home-attention = Attention required
home-clear = All clear
home-clear-heading = Nothing needs anybody now
home-clear-text = No order is in doubt, none waits for somebody here, and no certificate or validation ends soon.
home-checked = Compared with DigiCert on { $when }.
home-never-checked = Not yet compared with DigiCert.
home-count = { $count ->
    [one] case:
   *[other] cases:
}
home-oldest = the oldest for { $age }, since { $when }
home-first-ends = the first on { $day }
home-within = within { $days } days
home-changes-in-doubt = Changes at DigiCert in doubt
home-changes-awaiting-approval = Revocations waiting for approval
home-changes-approved = Revocations approved, not sent yet
home-organizations-ending = Validation of an organization ends soon
home-domains-ending = Validation of a domain ends soon

chart-table = The figures as a table
chart-ending = Certificates that end, by month
chart-ending-summary = { $count ->
    [one] One certificate in use and not renewed ends in the next { $months } months.
   *[other] { $count } certificates in use and not renewed end in the next { $months } months.
}
chart-month = Month
chart-certificates = Certificates
chart-lead = Days from order to certificate
chart-lead-summary = { $count ->
    [one] The only order so far took { $middle } days.
   *[other] Of the latest { $count } orders half took { $middle } days or less, the slowest { $longest }.
}
chart-order = Order
chart-days = Days
