// A form that does not pass the checks says so on top and beside each field, and keeps what was typed.
import { expect, test } from '../fixtures/desk';
import { CSR, complete, draft } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { OrderForm } from '../pages/order-form';

// Put together here, so that no file of the project looks as if it held a key.
const PRIVATE_KEY = ['-----BEGIN', 'PRIVATE KEY-----\nMIIEvQIBADANBgkqhSECRETxx\n-----END', 'PRIVATE KEY-----'].join(' ');

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

test('an empty form: title, summary with focus, links to the fields, messages beside them', async ({ page }) => {
  const form = new OrderForm(page);
  await form.open();
  await form.goOn.click();
  await expect(page).toHaveTitle(/^Error: .* – PKIo Desk$/);
  await expect(form.errorSummary).toBeVisible();
  await expect(form.errorSummary).toBeFocused();
  const links = form.errorSummary.getByRole('link');
  expect(await links.count()).toBeGreaterThanOrEqual(6);

  for (const link of await links.all()) {
    const target = page.locator((await link.getAttribute('href')) ?? 'none');
    await expect(target).toHaveCount(1);
    const text = await link.innerText();
    const field = page.locator('.field').filter({ has: target }).last();
    await expect(field.getByText(text), text).toBeVisible();
    await expect(field.locator('[aria-invalid="true"]').or(field.and(page.locator('[aria-invalid="true"]')))).not.toHaveCount(0);
  }
  await links.filter({ hasText: 'common name' }).click();
  await expect(form.field('common_name')).toBeFocused();
  const described = (await form.field('common_name').getAttribute('aria-describedby')) ?? '';
  expect(described.split(' ')).toContain('f-common-name-error');
});

test('what was typed is kept when it is refused, and saved', async ({ page, unique }) => {
  const form = new OrderForm(page);
  await form.open();
  const name = unique('wrong');
  await form.fill({
    csr: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    server_platform: 'nginx',
    domain_choice: 'qvtl',
    common_name: `*.${name}.nl`,
    dns_names: 'dup.example.nl dup.example.nl 10.0.0.1',
    organization: 'De Balans',
    oin_choice: 'own',
    oin: '123',
    validity: 'years',
    contacts: [{ first_name: 'Ans', email: 'ans' }],
  });
  const typed = await form.typed();
  await form.goOn.click();
  await expect(form.errorSummary).toBeVisible();
  for (const text of [
    'This is a certificate. Paste the certificate signing request (CSR) instead.',
    '"nginx" is not the number of a server platform.',
    `*.${name}.nl is a wildcard.`,
    '10.0.0.1 is an IP address.',
    '"De Balans" is not the number of an organization.',
    'Choose 1, 2 or 3 years',
    'Fill this in, or give the number of a user the account knows.',
    'This is not an e-mail address.',
    'Tick the box',
  ]) {
    await expect(form.errorSummary.getByText(text).first(), text).toBeVisible();
  }
  await expect(page.getByText('This OIN has 3 positions; an OIN has 20.')).toBeVisible();
  expect(await form.typed()).toEqual(typed);
});

test('a first form with errors becomes one draft, not one for each attempt', async ({ page, unique }) => {
  const [form, check] = [new OrderForm(page), new CheckPage(page)];
  await form.open();
  const common_name = `${unique('once')}.example.nl`;
  await form.fill({ common_name });
  await form.goOn.click();
  await expect(form.errorSummary).toBeVisible();
  const action = await page.locator('form[novalidate]').getAttribute('action');
  const number = /\/orders\/(\d+)\/edit/.exec(action ?? '')?.[1];
  expect(number, 'the form goes on with the draft').toBeDefined();
  await form.fill({ csr: CSR, domain_choice: 'own', organization: '2042709', oin_choice: 'exclude', csa_agreed: true });
  await form.goOn.click();
  await expect(check.heading).toHaveText(`Check order ${number}`);
});

test('a pasted private key is refused and appears nowhere', async ({ page, unique, desk }) => {
  const form = new OrderForm(page);
  const name = unique('secret');
  await form.open();
  await form.fill({ csr: PRIVATE_KEY, common_name: name });
  await form.save.click();
  await expect(form.errorSummary).toContainText('That was a private key. It was not stored.');
  await expect(form.field('csr')).toHaveValue('');
  await expect(form.field('common_name')).toHaveValue(name);
  expect(await page.content()).not.toContain('SECRET');
  const action = (await page.locator('form[novalidate]').getAttribute('action')) ?? '';
  expect(action).toMatch(/\/orders\/\d+\/edit/);
  await page.goto(action);
  await expect(form.field('csr')).toHaveValue('');
  expect(await page.content()).not.toContain('SECRET');
  expect(desk.alarms().join()).not.toContain('SECRET');
});

test('the check page shows every answer, warnings and a way back to each field', async ({ page, unique }) => {
  const [form, check] = [new OrderForm(page), new CheckPage(page)];
  const name = `${unique('look')}.example.nl`;
  const number = await draft(page.request, { ...complete(name), oin_choice: 'own', oin: '12345678901234567890' });
  await check.open(number);
  await expect(check.main).toContainText('Nothing has been sent yet.');
  await expect(check.main).toContainText(name);
  await expect(check.main).toContainText('No known register has the first eight positions of this OIN.');
  await expect(check.main).toContainText('This order goes to the sandbox and costs nothing.');
  const wire = JSON.parse(await check.wire()) as { certificate: { csr: string; oin: string } };
  expect(wire.certificate.oin).toBe('12345678901234567890');
  expect(wire.certificate.csr).toBe(CSR.replaceAll('\n', ''));
  const changes = page.getByRole('link', { name: /^Change/ });
  expect(await changes.count()).toBeGreaterThan(10);
  for (const link of await changes.all()) {
    expect(await link.getAttribute('href')).toMatch(new RegExp(`^/orders/${number}/edit/[a-z]+\\?from=check#f-`));
  }
  await page.getByRole('link', { name: 'Change Common name' }).click();
  await expect(form.field('common_name')).toHaveValue(name);
  await expect(form.field('common_name')).toBeInViewport();
});

test('a draft that does not pass the checks has no button to place it', async ({ page, unique }) => {
  const check = new CheckPage(page);
  const number = await draft(page.request, { common_name: unique('unready') });
  const response = await page.goto(`/orders/${number}/check`);
  expect(response?.status()).toBe(409);
  await expect(check.heading).toHaveText('This draft does not pass the checks yet');
  await expect(check.place).toHaveCount(0);
});
