### Templates: the list, one template, keeping an order as one; and ordering again.

templates-title = Templates
templates-intro = Orders to start from. Everybody at this desk can use them; the CSR and the agreement are never in them.
templates-empty = No templates yet
templates-empty-text = Open an order and choose "Save as template".

template-name = Name
template-name-hint = At most 80 characters, such as "Digipoort production".
template-name-missing = Give the template a name.
template-name-too-long = The name is too long: use at most 80 characters.
template-name-taken = There is a template of that name. Choose another name, or replace that template.
template-name-taken-by = { $owner } has saved a template of that name. Choose another name.
template-owner = Saved by
template-created = First saved
template-updated = Last changed
template-start = Start an order
template-cancel = Cancel
template-back = The template

## One template

template-subtitle = A template for orders
template-facts = This template
template-facts-intro = What an order started from it begins with; everything can be changed there.
template-rename = Another name
template-rename-intro = Orders that were started from it are not touched.
template-rename-submit = Change the name
template-changed-meanwhile = Somebody changed this template meanwhile. Nothing was done; look at it again first.
template-delete = Delete
template-delete-intro = Everybody at this desk loses it. Orders that were started from it stay as they are.
template-delete-link = Delete this template
template-delete-title = Delete the template { $name }?
template-delete-text = Everybody at this desk loses it. Orders that were started from it stay as they are.
template-delete-submit = Delete the template

## Keeping an order as a template

template-save-title = Save as template
template-save-intro = Everybody at this desk can start orders from it. All answers are kept but the CSR and the agreement.
template-save-submit = Save the template
template-replace = Replace { $name }?
template-replace-text = { $owner } saved it; it was last changed { $when }. What it holds is lost when you replace it.
template-replace-submit = Replace that template

## Ways in

order-again = Order again
order-save-template = Save as template
new-from-template = Start from a template

## The journal

event-drafted-from-order = Started the draft from order { $order }
event-drafted-from-template = Started the draft from the template { $name }
