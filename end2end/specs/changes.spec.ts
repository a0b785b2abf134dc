// Changes of organizations: look-alikes with the easy answer, and what people see when DigiCert's answer is lost.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/desk';
import { complete, draft } from '../fixtures/shortcuts';
import { Layout } from '../pages/layout';
import { fillOrganization } from '../pages/organization-form';

/** Fills in the form of a new organization and goes to its check page. */
async function write(page: Page, name: string): Promise<void> {
  await page.goto('/organizations/new');
  await fillOrganization(page, name);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
}

test.describe('the answer is lost', () => {
  // Other tests' organizations would meet the fault in its place.
  test.use({ fresh: true });

  test('the answer to a new organization is lost: there is one, and the page says so', async ({ page, desk, signedIn, unique }) => {
    await signedIn('approver');
    const layout = new Layout(page);
    const name = unique('Verloren Antwoord');
    await write(page, name);
    await desk.sandbox.fault({ fault: 'cut-after-taking', method: 'POST', path: '/organization' });
    await page.getByRole('button', { name: 'Create the organization' }).click();
    await expect(layout.heading).toHaveText(`Create organization ${name}`);
    await expect(page.locator('#s-journal')).toContainText('In doubt: the connection broke before the answer came');
    await expect(page.getByRole('button', { name: 'Create the organization' })).toHaveCount(0);
    expect((await page.request.get(`${page.url()}/check`)).status(), 'there is no button to send it again').toBe(409);

    // The desk reads back by itself every minute, too: whoever is first finds it.
    const look = page.getByRole('button', { name: 'Read back now' });
    if (await look.isVisible()) {
      await expect(page.getByText('It is not known whether DigiCert took this change')).toBeVisible();
      await look.click();
    }
    await expect(page.locator('#s-journal')).toContainText('Read back: DigiCert had taken it, and gave it number');
    await expect(page.getByText('It is not known whether DigiCert took this change')).toHaveCount(0);
    expect(await desk.sandbox.organizationsNamed(name)).toHaveLength(1);
    await page.getByRole('link', { name }).first().click();
    await expect(layout.heading).toHaveText(name);
  });

  test('somebody ends the doubt: the form offers the number of what came of it', async ({ page, desk, signedIn, unique }) => {
    await signedIn('approver');
    const layout = new Layout(page);
    const name = unique('Gezien in CertCentral');
    await write(page, name);
    await desk.sandbox.fault({ fault: 'cut-before-reading', method: 'POST', path: '/organization' });
    await page.getByRole('button', { name: 'Create the organization' }).click();
    const settle = page.locator('#s-settle');
    await settle.getByRole('radio', { name: 'DigiCert made the change' }).check();
    await settle.getByRole('textbox', { name: 'How do you know?' }).fill('Somebody told me');
    await settle.getByRole('button', { name: 'Write it down' }).click();
    await expect(layout.errorSummary).toContainText('Give the number of what was created.');
    await expect(settle.getByRole('textbox', { name: 'How do you know?' })).toHaveValue('Somebody told me');
    await settle.getByRole('textbox', { name: 'Its number at DigiCert' }).fill('2042713');
    await settle.getByRole('button', { name: 'Write it down' }).click();
    await expect(layout.notice).toContainText('Written down: the change was made.');
    await expect(page.locator('#s-journal')).toContainText('Somebody says that it was made, and is number 2042713.');
  });
});

test('an organization that looks alike is one click away', async ({ page, signedIn }) => {
  await signedIn('approver');
  await write(page, 'bakkerij van houten bv');
  const alike = page.locator('#organization-alike');
  await expect(alike).toContainText('DigiCert may have this organization already');
  await alike.getByRole('link', { name: 'Use this one Bakkerij Van Houten B.V.' }).click();
  await expect(new Layout(page).heading).toHaveText('Bakkerij Van Houten B.V.');
});

test('in an order, one button takes the known organization and keeps what else was typed', async ({ page, signedIn, unique }) => {
  await signedIn('requester');
  const name = `${unique('bekend')}.example.nl`;
  const typed = { ...complete(name), organization: '', organization_choice: 'new', organization_name: 'bakkerij van houten' };
  const order = await draft(page.request, typed);
  await page.goto(`/orders/${order}/edit/organization`);
  await page.getByRole('button', { name: 'Use this one Bakkerij Van Houten B.V.' }).click();
  await expect(page).toHaveURL(/#f-organization$/);
  await expect(page.locator('#f-organization')).toHaveValue('2042718');
  await expect(page.locator('#organization-alike')).toHaveCount(0);
  await page.goto(`/orders/${order}/edit/names`);
  await expect(page.locator('[name=common_name]')).toHaveValue(name);
});
