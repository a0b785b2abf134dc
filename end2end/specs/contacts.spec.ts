// The address book: people kept, found, made contacts of an organization over before and after, named on orders, erased;
// with scripts and without.
import { expect, test } from '../fixtures/desk';
import { tabTo, type } from '../fixtures/keyboard';
import { complete, draft } from '../fixtures/shortcuts';
import { ContactsPages, contact } from '../pages/contacts';
import { SectionPage } from '../pages/section';

const LAGE_GOUWE = '2042711';

test('a contact is refused with everything kept, added, found, changed and deleted', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const contacts = new ContactsPages(page);
  const who = contact(unique('Techniek'));
  await contacts.add({ ...who, email: 'no address' });
  await expect(contacts.errorSummary).toBeVisible();
  await expect(contacts.field('last_name')).toHaveValue(who.last);
  await expect(contacts.field('email')).toHaveValue('no address');
  await contacts.errorSummary.getByRole('link').first().click();
  await expect(contacts.field('email')).toBeFocused();
  await contacts.field('email').fill(who.email);
  await contacts.keep.click();
  await expect(contacts.notice).toContainText('The contact was kept.');
  await expect(contacts.heading).toHaveText(`Bram ${who.last}`);

  await contacts.find(who.email);
  await expect(contacts.rows).toHaveCount(1);
  await expect(contacts.rows).toContainText('kept here');
  await contacts.rows.getByRole('link').click();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await contacts.field('job_title').fill('Hoofd beheer');
  await contacts.keep.click();
  await expect(page.locator('#s-facts')).toContainText('Hoofd beheer');
  await page.getByRole('button', { name: 'Delete from the address book' }).click();
  await expect(contacts.notice).toContainText('The contact was deleted from the address book.');
  await contacts.find(who.email);
  await expect(contacts.main).toContainText('Nothing fits');
});

test('a contact becomes the technical contact of an organization, and is removed again', async ({ page, signedIn, unique }) => {
  await signedIn('approver');
  const contacts = new ContactsPages(page);
  const who = contact(unique('Techniek'));
  await contacts.add(who);
  const address = page.url();
  await page.getByRole('link', { name: 'Make them a technical contact' }).click();
  await contacts.choose(LAGE_GOUWE);
  await expect(page.getByRole('heading', { name: 'What becomes different' })).toBeVisible();
  await expect(page.locator('#s-compare')).toContainText(who.email);
  await page.getByRole('button', { name: 'Change the contacts at DigiCert' }).click();
  await expect(contacts.notice).toContainText('DigiCert took the change.');

  await page.goto(address);
  await expect(contacts.uses).toContainText('Waterschap Lage Gouwe');
  await contacts.uses.getByRole('button', { name: /^Remove the technical contact/ }).click();
  await expect(page.locator('#s-compare .fact-before').filter({ hasText: who.email })).toBeVisible();
  await page.getByRole('button', { name: 'Change the contacts at DigiCert' }).click();
  await expect(contacts.notice).toContainText('DigiCert took the change.');
  await page.goto(address);
  await expect(contacts.uses).toContainText('No organization, user or order names them.');
});

test('an order names somebody from the address book, and keeps somebody there', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const [contacts, form] = [new ContactsPages(page), new SectionPage(page)];
  const [known, typed] = [contact(unique('Bekend')), contact(unique('Getypt'))];
  await contacts.add(known);
  const order = await draft(page.request, complete(`${unique('names')}.example.nl`));
  await form.open(order, 'contacts');
  const needs = page.getByRole('list', { name: 'Who is needed' });
  await expect(needs.getByRole('listitem').first()).toContainText('Verified contact');
  await page.getByLabel('Search in the address book').fill(known.last);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^Use as technical contact.* Bram ${known.last}$`) }).click();
  await expect(form.contactField(0, 'email')).toHaveValue(known.email);
  await expect(form.contactField(0, 'contact_type')).toHaveValue('order_technical_contact');
  await expect(page.getByText('In the address book.')).toBeVisible();

  await needs.getByRole('button', { name: /^Add one.* Verified contact$/ }).click();
  await expect(form.contactField(1, 'contact_type')).toHaveValue('verified_contact');
  for (const [name, value] of [
    ['first_name', typed.first],
    ['last_name', typed.last],
    ['job_title', typed.title],
    ['telephone', typed.telephone],
    ['email', typed.email],
  ] as const) {
    await form.contactField(1, name).fill(value);
  }
  await page.getByRole('checkbox', { name: 'Keep in the address book' }).check();
  await form.save.click();
  await contacts.find(typed.last);
  await expect(contacts.rows).toHaveCount(1);
  await expect(contacts.rows).toContainText('kept here');
  await expect(contacts.rows).toContainText('Verified contact on 1 order');
});

test('a person is erased by an administrator, and the page says how many copies', async ({ page, signedIn, unique }) => {
  await signedIn('administrator');
  const contacts = new ContactsPages(page);
  const who = contact(unique('Weg'));
  await contacts.add(who);
  const fields = {
    ...complete(`${unique('weg')}.example.nl`),
    'contacts[0][contact_type]': 'order_technical_contact',
    'contacts[0][first_name]': who.first,
    'contacts[0][last_name]': who.last,
    'contacts[0][job_title]': who.title,
    'contacts[0][telephone]': who.telephone,
    'contacts[0][email]': who.email,
  };
  const order = await draft(page.request, fields);
  await contacts.find(who.last);
  await contacts.rows.getByRole('link').click();
  await page.getByRole('link', { name: 'Erase this person' }).click();
  await expect(contacts.main).toContainText('Orders and changes that were sent keep what was sent');
  await page.getByRole('button', { name: 'Erase this person' }).click();
  await expect(contacts.notice).toContainText('The person was erased from the desk.');
  await expect(page.getByRole('table', { name: 'Erasures' }).locator('tbody tr').first()).toContainText('1');
  await page.goto(`/orders/${order}/edit/contacts`);
  await expect(contacts.main).not.toContainText(who.last);
});

test('a contact is added with the keyboard alone', { tag: '@scripts-on' }, async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const contacts = new ContactsPages(page);
  const who = contact(unique('Toets'));
  await page.goto('/contacts/new');
  await type(page, contacts.field('first_name'), who.first);
  await type(page, contacts.field('last_name'), who.last);
  await type(page, contacts.field('job_title'), who.title);
  await type(page, contacts.field('telephone'), who.telephone);
  await type(page, contacts.field('email'), who.email);
  await page.keyboard.press('Enter');
  await expect(contacts.heading).toHaveText(`Bram ${who.last}`);
  await tabTo(page, page.getByRole('button', { name: 'Delete from the address book' }));
  await page.keyboard.press('Enter');
  await expect(contacts.notice).toContainText('The contact was deleted from the address book.');
});
