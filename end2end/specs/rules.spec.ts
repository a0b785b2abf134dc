// The rules of the checks, and the way to them from a finding.
import { expect, test } from '../fixtures/desk';
import { OrderForm } from '../pages/order-form';

test('a finding leads to the rules, where its sentence stands with its source', async ({ page, signedIn }) => {
  await signedIn('requester');
  const form = new OrderForm(page);
  await form.open();
  await form.goOn.click();
  await page.getByRole('link', { name: 'Where do these rules come from?' }).click();
  await expect(form.heading).toHaveText('Rules of the checks');
  const errors = page.getByRole('table', { name: 'Errors' });
  const rule = errors.locator('tbody tr').filter({ hasText: 'common-name-missing' });
  await expect(rule).toContainText('Type the common name.');
  await expect(rule).toContainText('CertCentral: Order PKIo Private Services Server');
  expect(await errors.locator('tbody tr').count()).toBeGreaterThan(20);
});

test('the rules are found from every page, by whoever is signed in', async ({ page, signedIn }) => {
  await signedIn('approver');
  await page.goto('/orders');
  const footer = page.getByRole('contentinfo');
  await footer.getByRole('link', { name: 'Rules of the checks' }).click();
  await expect(page.getByRole('table')).toHaveCount(3);
  await expect(footer.getByRole('link', { name: 'Rules of the checks' })).toHaveAttribute('aria-current', 'page');
});
