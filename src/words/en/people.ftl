### Signing in, one's own account, and looking after people.

# The name of this language, in this language.
language-name = English

## Small forms that were refused

remark-heading = There is a problem
# Said by screen readers before each message.
remark-prefix = Error:

## Signing in

sign-in-title = Sign in
sign-in-username = Username
sign-in-password = Password
sign-in-submit = Sign in
sign-in-refused = Nobody can sign in with this username and password. Check both and try again. If it still does not work, ask an administrator of the desk.
sign-in-throttled = There were too many failed attempts, so the desk takes no more for now. Wait 15 minutes and try again, or ask an administrator of the desk.
sign-in-already = You are signed in as { $name }.
sign-in-go-on = Go on
sign-in-demo = This is the demo
sign-in-demo-passwords = The usernames and passwords are printed in the terminal where the demo was started. Orders go to a sandbox on this machine, and nothing is paid.

## Roles

role-viewer = Viewer
role-viewer-hint = Looks at orders, their history and the connection to DigiCert. Changes nothing.
role-requester = Requester
role-requester-hint = Also drafts and places orders, and cancels their own.
role-approver = Approver
role-approver-hint = Also approves the orders of others, revokes certificates and changes organizations at DigiCert.
role-administrator = Administrator
role-administrator-hint = Also looks after people and settings, and sees what was sent to DigiCert word for word.

## New passwords

new-password-label = New password
new-password-hint = At least { $min } characters. Several words in a row are fine; digits and signs are not required.
new-password-again = New password again
new-password-differs = This is not the same as the new password. Type both again.
weak-password-too-short = Use at least { $min } characters for the new password.
weak-password-too-long = The new password is too long. Use at most 256 characters.
weak-password-holds-username = The new password contains the username. Choose another one, or make it much longer.
weak-password-monotonous = The new password is one character over and over. Choose another one.

## One's own account

account-title = Your account
account-who = Who you are
account-who-intro = An administrator of the desk can change your role.
account-settings = Language and time
account-settings-intro = These apply to you alone. Orders and certificates are not affected.
account-language = Language
account-language-browser = As the browser asks
account-language-unknown = The desk does not have this language. Choose one from the list.
account-time-zone = Time zone
account-time-zone-hint = Times are shown in this zone. Use a name such as Europe/Amsterdam.
account-time-zone-unknown = There is no time zone of this name. Use a name such as Europe/Amsterdam or UTC.
account-settings-submit = Save language and time zone
account-password = Password
account-password-intro = A new password ends your sessions in other browsers. Here you stay signed in.
account-present-password = Present password
account-present-password-missing = Type your present password.
account-present-password-throttled = The present password was wrong too often. Wait 15 minutes and try again.
account-present-password-wrong = This is not your present password.
account-password-submit = Change password

## People

people-title = People
people-intro = Who may sign in to this desk, and what they are trusted with.
people-add = Add a person
people-you = (you)
person-name = Name
person-name-hint = Others see it beside what the person does. Without it the username is shown.
person-optional = (optional)
person-username = Username
person-username-hint = The name they sign in with, without spaces. It cannot be changed later.
person-username-missing = Type a username.
person-username-taken = Somebody has this username already. Choose another one.
person-username-unusable = A username has no spaces and at most 64 characters.
person-role = Role
person-role-missing = Choose a role.
person-state = State
person-state-active = Active
person-state-disabled = Disabled
person-cancel = Cancel

## A new person

person-new-title = Add a person
person-new-password-note = Choose a first password and give it to the person yourself. They can change it under their own account.
person-new-submit = Add this person

## One person

person-access = Access
person-access-intro = Each role includes what the roles before it may do. A change applies from the next page the person opens.
person-disabled = Disabled
person-disabled-hint = The person cannot sign in, and is signed out everywhere. What they did stays in the history.
person-last-administrator = This is the last administrator who can sign in. Make somebody else an administrator first.
person-change-submit = Save access
person-password = New password
person-password-intro = Signs the person out everywhere. Give them the new password yourself.
person-password-submit = Set new password
person-password-own = You change your own password under your account, where your present one is asked for.
person-password-own-link = Change your own password
