// Organizations and domains: found, created, changed over the page that shows before and after, with scripts and without.
import { expect, test } from '../fixtures/desk';
import { CSR } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { Layout } from '../pages/layout';
import { OrderForm } from '../pages/order-form';
import { OrderPage, TAKEN } from '../pages/order';
import { fillOrganization } from '../pages/organization-form';

const BALANS = 'Administratiekantoor De Balans B.V.';

test('an organization is created, found, changed and submitted for validation', async ({ page, signedIn, unique }) => {
  await signedIn('approver');
  const layout = new Layout(page);
  const name = unique('Nieuwe Zaak');
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Create an organization' }).click();
  await page.getByRole('textbox', { name: 'Legal name' }).fill(name);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(layout.errorSummary).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Legal name' })).toHaveValue(name);
  await fillOrganization(page, name);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(page.getByRole('heading', { name: 'What becomes different' })).toBeVisible();
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');

  await page.goto('/organizations');
  await page.getByRole('searchbox', { name: 'Search' }).fill(name);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(layout.heading).toHaveText(name);
  await page.locator('#s-facts').getByRole('button', { name: 'Change' }).click();
  await page.getByRole('textbox', { name: 'City' }).fill('Zeist');
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(page.getByRole('row', { name: 'City' })).toContainText('Zeist');
  await page.getByRole('button', { name: 'Change it at DigiCert' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
  await page.getByRole('link', { name }).first().click();
  await expect(page.locator('#s-facts')).toContainText('Zeist');

  await page.getByRole('button', { name: 'Submit for validation' }).click();
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await page.getByRole('button', { name: 'Submit for validation' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
});

test('an organization is deactivated by an administrator who types its name', async ({ page, signedIn }) => {
  await signedIn('administrator');
  const layout = new Layout(page);
  await page.goto('/organizations?q=2042731');
  const row = page.getByRole('row').filter({ hasText: '2042731' });
  const name = (await row.getByRole('link').innerText()).trim();
  await row.getByRole('link').click();
  const isActive = (await page.getByRole('button', { name: 'Deactivate' }).count()) > 0;
  if (isActive) {
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('button', { name: 'Deactivate it' }).click();
    await expect(layout.errorSummary).toContainText(`Type ${name} to confirm.`);
    await page.getByRole('textbox', { name: /^Type .* to confirm/ }).fill(name);
    await page.getByRole('button', { name: 'Deactivate it' }).click();
    await expect(layout.notice).toContainText('DigiCert took the change.');
    await page.goto('/organizations/2042731');
  }
  await page.getByRole('button', { name: 'Activate', exact: true }).click();
  await page.getByRole('button', { name: 'Activate it' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
});

test('a domain is added, and its page has the record to publish', async ({ page, signedIn, unique }) => {
  await signedIn('approver');
  const layout = new Layout(page);
  const name = `${unique('domein').toLowerCase()}.example`;
  await page.goto('/domains');
  await page.getByRole('link', { name: 'Add a domain' }).click();
  await page.getByRole('textbox', { name: 'Domain', exact: true }).fill(name);
  await page.locator('[name=organization]').fill('2042712');
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await page.getByRole('button', { name: 'Add the domain' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
  await page.getByRole('link', { name }).first().click();
  await expect(page.locator('#s-publish')).toContainText(`${name}. IN TXT`);
  await expect(page.getByRole('link', { name: BALANS })).toBeVisible();
});

test('from nothing to an order: an organization becomes valid, its contacts change, its domain is proven', async ({
  page,
  desk,
  signedIn,
  unique,
}) => {
  await signedIn('approver');
  const layout = new Layout(page);
  const taken = () => expect(layout.notice).toContainText('DigiCert took the change.');
  const name = unique('Van Niets');
  await page.goto('/organizations/new');
  await fillOrganization(page, name);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await taken();
  const [id] = await desk.sandbox.organizationsNamed(name);
  if (id === undefined) throw new Error('the sandbox has no such organization');
  const address = `/organizations/${id}`;

  await page.goto(address);
  await page.getByRole('button', { name: 'Submit for validation' }).click();
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await page.getByRole('button', { name: 'Submit for validation' }).click();
  await taken();
  await desk.sandbox.validateOrganization(id);
  await page.goto(address);
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.locator('#s-validations').getByRole('row', { name: /OV/ })).toContainText('Valid');

  await page.locator('#s-people').getByRole('button', { name: 'Change' }).click();
  const who = { first_name: 'Noor', last_name: 'Nijland', job_title: 'Directeur', telephone: '+31 30 555 0401', email: 'n.nijland@niets.example' };
  for (const [part, value] of Object.entries(who)) await page.locator(`[name="organization_contact[${part}]"]`).fill(value);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(page.locator('#s-compare')).toContainText(who.email);
  await page.getByRole('button', { name: 'Change the contacts at DigiCert' }).click();
  await taken();
  await page.goto(address);
  await expect(page.locator('#s-people')).toContainText('Noor Nijland');

  const domain = `${unique('niets').toLowerCase()}.example`;
  await page.locator('#s-domains').getByRole('link', { name: 'Add a domain' }).click();
  await page.getByRole('textbox', { name: 'Domain', exact: true }).fill(domain);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await page.getByRole('button', { name: 'Add the domain' }).click();
  await taken();
  await page.getByRole('link', { name: domain }).first().click();
  await desk.sandbox.publish(domain);
  await page.getByRole('button', { name: 'Check now' }).click();
  await taken();
  await expect(page.locator('#s-publish')).toContainText('Control of it is proven.');

  await page.goto(address);
  await page.getByRole('link', { name: 'Order a certificate for it' }).click();
  const form = new OrderForm(page);
  await expect(form.field('organization')).toHaveValue(id);
  await form.fill({
    csr: CSR,
    domain_choice: 'own',
    common_name: `dienst.${domain}`,
    oin_choice: 'digicert',
    csa_agreed: true,
    // Its first order of this kind names who binds it.
    contacts: [{ contact_type: 'verified_contact', ...who }],
  });
  await form.goOn.click();
  await new CheckPage(page).place.click();
  const order = new OrderPage(page);
  await expect(order.status).toContainText(TAKEN);
  const [there] = await desk.sandbox.ordersNamed(`dienst.${domain}`);
  expect(await desk.sandbox.received(there?.id ?? 0)).toMatchObject({ organization: { id } });
});
