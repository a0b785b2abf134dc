// Organizations and domains: found, created, changed over the page that shows before and after, with scripts and without.
import { expect, test } from '../fixtures/desk';
import { Layout } from '../pages/layout';
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
  await page.getByRole('button', { name: 'Show', exact: true }).click();
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
    await expect(layout.errorSummary).toContainText('That is not the name.');
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
