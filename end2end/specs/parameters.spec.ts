// Every parameter of the endpoint, typed by hand: a fourth example beside the three of the reference, and what cannot
// stand in one order with it.
import { readFileSync } from 'node:fs';

import { expect, test } from '../fixtures/desk';
import { CSR, complete, draft, placed } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { type Answers, OrderForm } from '../pages/order-form';
import { OrderPage } from '../pages/order';

/** A day that DigiCert takes: 380 days from now, as it is typed and as it is sent. */
const DAY = new Date(Date.now() + 380 * 86_400_000);
const TYPED_DAY = DAY.toISOString().slice(0, 10);
const SENT_DAY = [
  String(DAY.getUTCDate()).padStart(2, '0'),
  'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')[DAY.getUTCMonth()],
  DAY.getUTCFullYear(),
].join(' ');

const CARD = {
  card_number: '4111 1111 1111 1111',
  card_expiration_month: '9',
  card_expiration_year: '2099',
  card_cvv: '739',
  cardholder_name: "Ans d'Hondt",
};

const EVERYTHING: Answers = {
  csr_choice: 'later',
  signature_hash: 'sha256',
  server_platform: '-1',
  domain_choice: 'own',
  common_name: 'https://dienst.voorbeeld.nl/pad',
  dns_names: 'www.voorbeeld.nl,\n café.voorbeeld.nl',
  organization_choice: 'new',
  organization_name: 'Waterschap De Nieuwe Dijk',
  organization_assumed_name: 'De Dijk',
  organization_address: 'Dijkweg 1',
  organization_address2: 'Postbus 12',
  organization_zip: '3511 AB',
  organization_city: 'Utrecht',
  organization_state: 'Utrecht',
  organization_country: 'NL',
  organization_telephone: '+31 30 123 45 67',
  skip_duplicate_org_check: true,
  oin_choice: 'kvk',
  kvk_number: '2712 4701',
  container: '679394',
  dcv_method: 'dns-txt-token',
  dcv_scope: 'fqdn',
  validity: 'until',
  until: TYPED_DAY,
  payment_method: 'card',
  billing_address: 'Veldstraat 2',
  billing_address2: 'Bus 3',
  billing_zip: '9000',
  billing_city: 'Gent',
  billing_state: 'Oost-Vlaanderen',
  billing_country: 'BE',
  comments: 'Graag vóór vrijdag',
  additional_emails: 'pki@voorbeeld.nl; beheer@voorbeeld.nl',
  custom_fields: '12: Kostenplaats 4711',
  csa_agreed: true,
  contacts: [
    contact('verified_contact', 'Ans', "d'Hondt", 'Dijkgraaf', '030-1234567', 'ans@voorbeeld.nl'),
    { contact_type: 'verified_contact', user_id: '2812497' },
    contact('organization_contact', 'Bo', 'Peeters', 'Beheerder', '+32 2 123 45 67', 'bo@voorbeeld.be'),
    contact('technical_contact', 'Cor', 'Smit', 'Beheerder', '030-7654321', 'cor@voorbeeld.nl'),
    contact('order_organization_contact', 'Dirk', 'Vos', 'Inkoper', '030-1112233', 'dirk@voorbeeld.nl'),
    { contact_type: 'order_technical_contact', user_id: '2812497' },
  ],
};

/** The parameters of the reference (CertCentral: Order PKIo Private Services Server). */
const PARAMETERS = `
  certificate.signature_hash certificate.oin certificate.exclude_oin certificate.common_name certificate.dns_names
  certificate.server_platform.id certificate.csr disable_generate_in_browser_email csa_agreed_to dcv_method
  certificate_dcv_scope use_qvtl_domain container.id organization.id organization.skip_duplicate_org_check
  organization.contacts.first_name organization.contacts.last_name organization.contacts.email
  organization.contacts.job_title organization.contacts.telephone organization.contacts.contact_type
  organization.contacts.user_id organization_contact.first_name technical_contact.user_id order_validity.years
  order_validity.days order_validity.custom_expiration_date payment_method credit_card.number
  credit_card.expiration_month credit_card.expiration_year credit_card.cvv credit_card.cardholder_name
  credit_card.save_credit_card credit_card.set_as_default billing_address.address billing_address.address2
  billing_address.city billing_address.state billing_address.country billing_address.zip
`.trim().split(/\s+/);

function contact(
  contact_type: string,
  first_name: string,
  last_name: string,
  job_title: string,
  telephone: string,
  email: string,
): Record<string, string> {
  return { contact_type, first_name, last_name, job_title, telephone, email };
}

function data(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text.replace('{date}', SENT_DAY)) as Record<string, unknown>;
}

/** The paths of all values in a request; the elements of a list share theirs. */
function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((element) => paths(element, path))];
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, member]) => paths(member, path === '' ? name : `${path}.${name}`));
}

test('a fourth example, with every other parameter set', async ({ page, desk, signedIn }) => {
  await signedIn('requester');
  const [form, check, order] = [new OrderForm(page), new CheckPage(page), new OrderPage(page)];
  await form.open();
  await form.fill(EVERYTHING);
  await form.goOn.click();
  await expect(check.heading).toHaveText(/^Check order \d+$/);
  await expect(page.getByRole('heading', { name: 'Creates the organization Waterschap De Nieuwe Dijk' })).toBeVisible();
  const shown = JSON.parse(await check.wire()) as Record<string, unknown>;
  expect(shown['credit_card']).toBe('[withheld]');

  await check.card({ ...CARD, card_number: '4111 1111 1111 1112' });
  await check.place.click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(check.errorSummary).toContainText('This is not a card number');
  for (const name of Object.keys(CARD)) await expect(page.locator(`[name="${name}"]`)).toHaveValue('');

  await check.card(CARD);
  await page.locator('[name="save_credit_card"][value="yes"]').check();
  await page.locator('[name="set_as_default"]').check();
  await check.place.click();
  await expect(order.notice).toHaveText('DigiCert took the order.');
  const { alternative_order_id: reference, ...everything } = await desk.sandbox.received(
    await order.value('Order number').innerText(),
  );
  expect(everything).toEqual(data('example-everything'));
  expect(reference).toBe(await order.value('Reference').innerText());
  expect(await page.content()).not.toContain('4111');

  // What cannot stand in one order with the others.
  const others: Answers[] = [
    { validity: 'days', days: '366', payment_method: 'profile', payment_profile: '77' },
    { payment_method: 'wire_transfer', validity: 'default' },
  ];
  const received: unknown[] = [everything];
  for (const answers of others) {
    await form.open(await draft(page.request, complete('dienst.voorbeeld.nl')));
    await form.fill(answers);
    await form.goOn.click();
    await check.place.click();
    await expect(order.notice).toHaveText('DigiCert took the order.');
    received.push(await desk.sandbox.received(await order.value('Order number').innerText()));
  }
  expect(received[1]).toMatchObject({ order_validity: { days: 366 }, payment_method: 'profile', payment_profile: { id: '77' } });
  expect(received[2]).toMatchObject({ payment_method: 'wire_transfer' });
  expect(received[2]).not.toHaveProperty('order_validity');

  // The three examples of the reference are held by a test of their own: what they set counts.
  const examples = ['example-with-oin', 'example-without-oin', 'example-qvtl'].map(data);
  const seen = new Set([...received, ...examples].flatMap((request) => paths(request)));
  expect(PARAMETERS.filter((parameter) => !seen.has(parameter))).toEqual([]);
});

test('a renewal names the order it renews', async ({ page, desk, signedIn }) => {
  await signedIn('requester');
  const [form, check, order] = [new OrderForm(page), new CheckPage(page), new OrderPage(page)];
  await order.open(await placed(page.request, 'vernieuwd.voorbeeld.nl'));
  const remote = await order.value('Order number').innerText();
  await desk.sandbox.act(remote, 'issue');
  await form.open(await draft(page.request, complete('vernieuwd.voorbeeld.nl')));
  await form.fill({ renewal_of_order_id: remote, csr: CSR });
  await form.goOn.click();
  await check.place.click();
  await expect(order.notice).toHaveText('DigiCert took the order.');
  const received = await desk.sandbox.received(await order.value('Order number').innerText());
  expect(received).toMatchObject({ renewal_of_order_id: Number(remote) });
});

test('an organization is found by its name, and taken', async ({ page, signedIn }) => {
  await signedIn('requester');
  const form = new OrderForm(page);
  await form.open();
  await form.fill({ common_name: 'dienst.voorbeeld.nl' });
  await form.field('find_organization').fill('zandermeer');
  await page.locator('#s-organization').getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Organizations found' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: /^Use this one Gemeente Zandermeer/ }).click();
  await expect(form.field('organization')).toHaveValue('2042710');
  await expect(form.field('common_name')).toHaveValue('dienst.voorbeeld.nl');
  await form.field('find_organization').fill('bestaat niet');
  await page.locator('#s-organization').getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByText('DigiCert knows no active organization whose name holds "bestaat niet".')).toBeVisible();
});
