### A draft part by part: the list of what is still to do, and the page of one part.

tasks-heading = Parts of the order
tasks-intro = Fill them in, in any order, alone or with colleagues. { $open ->
    [0] Nothing is missing.
    [one] One still needs something.
   *[other] { $open } still need something.
}
task-send = Check and send
task-ask = Check and ask for approval
progress-not-started = Not yet started
progress-started = In progress
progress-wrong = There is a problem
progress-optional = Nothing needed
progress-complete = Completed
progress-blocked = Cannot start yet
progress-ready = Ready
progress-awaiting-approval = Waits for approval
progress-approved = Approved

## One part

step-of = Step { $step } of { $steps }
step-title = { $section }, step { $step } of { $steps } – { $order }
step-continue = Save and continue
step-return = Save and return to the check page
step-save = Save and go back to the list
