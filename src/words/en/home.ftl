# The first page.
layout-home = Overview
home-attention = Attention required
home-clear = All clear
home-clear-heading = Nothing needs anybody now
home-clear-text = No order is in doubt, none waits for somebody here, and no certificate or validation ends soon.
home-checked = Compared with DigiCert on { $when }.
home-never-checked = Not yet compared with DigiCert.
# What needs somebody stands behind its number.
home-in-doubt = { $count ->
    [one] order is in doubt
   *[other] orders are in doubt
}
home-certificate-held = { $count ->
    [one] certificate is held: it is not what was ordered
   *[other] certificates are held: they are not what was ordered
}
home-awaiting-approval = { $count ->
    [one] order waits for approval
   *[other] orders wait for approval
}
home-approved = { $count ->
    [one] order is approved and not sent yet
   *[other] orders are approved and not sent yet
}
home-refused = { $count ->
    [one] order was refused by DigiCert
   *[other] orders were refused by DigiCert
}
home-needs-csr = { $count ->
    [one] order waits for its CSR
   *[other] orders wait for their CSR
}
home-needs-approval = { $count ->
    [one] order waits for approval in CertCentral
   *[other] orders wait for approval in CertCentral
}
home-pending-long = { $count ->
    [one] order is at DigiCert for longer than a week
   *[other] orders are at DigiCert for longer than a week
}
home-ending = { $count ->
    [one] certificate ends soon
   *[other] certificates end soon
}
home-vanished = { $count ->
    [one] order is not at DigiCert any more
   *[other] orders are not at DigiCert any more
}
home-oldest = the oldest for { $age }, since { $when }
home-first-ends = the first on { $day }
home-within = within { $days } days
home-changes-in-doubt = { $count ->
    [one] change at DigiCert is in doubt
   *[other] changes at DigiCert are in doubt
}
home-changes-awaiting-approval = { $count ->
    [one] revocation waits for approval
   *[other] revocations wait for approval
}
home-changes-approved = { $count ->
    [one] revocation is approved and not sent yet
   *[other] revocations are approved and not sent yet
}
home-organizations-ending = { $count ->
    [one] organization whose validation ends soon
   *[other] organizations whose validation ends soon
}
home-domains-ending = { $count ->
    [one] domain whose validation ends soon
   *[other] domains whose validation ends soon
}

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
    [one] The only order so far took { $middle ->
        [one] a day or less
       *[other] { $middle } days
    }.
   *[other] Of the latest { $count } orders half took { $middle ->
        [one] 1 day
       *[other] { $middle } days
    } or less, the slowest { $longest ->
        [one] 1 day
       *[other] { $longest } days
    }.
}
chart-order = Order
chart-days = Days
