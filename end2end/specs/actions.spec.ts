// What is done with placed orders: one canceled, one reissued, one revoked, with scripts and without.
import { readFileSync } from 'node:fs';

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/desk';
import type { Desk } from '../fixtures/process';
import { placed } from '../fixtures/shortcuts';
import { Layout } from '../pages/layout';

const NEW_CSR = readFileSync(new URL('../../src/domain/testdata/csr/accepted--openssl-rsa-3072.pem', import.meta.url), 'utf8');

/** A placed order that was not issued yet; its page is open. */
async function pending(page: Page, desk: Desk, name: string): Promise<string> {
  await desk.sandbox.stopIssuing();
  const order = await placed(page.request, name);
  await page.goto(`/orders/${order}`);
  await page.getByRole('button', { name: 'Read the status' }).click();
  return order;
}

/** The same, issued. */
async function issued(page: Page, desk: Desk, name: string): Promise<string> {
  const order = await pending(page, desk, name);
  const [there] = await desk.sandbox.ordersNamed(name);
  if (there === undefined) throw new Error(`no order for ${name}`);
  await desk.sandbox.act(there.id, 'issue');
  await page.getByRole('button', { name: 'Read the status' }).click();
  return order;
}

/** No fault in what axe sees, which needs scripts, and nothing beyond a narrow screen. */
async function isWellMade(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  }
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(scrolls, 'scrolls sideways at 320 pixels').toBe(false);
  if (before) await page.setViewportSize(before);
}

test.use({ fresh: true });

test('an order is canceled with a reason', async ({ page, desk, signedIn, unique }) => {
  await signedIn('requester');
  const layout = new Layout(page);
  const name = `${unique('cancel')}.example.nl`.toLowerCase();
  const order = await pending(page, desk, name);
  await isWellMade(page);
  const actions = page.getByRole('region', { name: 'What can be done' });
  await expect(actions).toContainText('There is no certificate in use that could be renewed.');
  await actions.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(layout.errorSummary).toContainText('Say why it is canceled');
  await isWellMade(page);
  await page.getByRole('textbox', { name: 'Why is it canceled?' }).fill('Twee keer besteld');
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(page.getByRole('row', { name: 'Status at DigiCert' })).toContainText('Canceled');
  await isWellMade(page);
  await page.getByRole('button', { name: 'Cancel it at DigiCert' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
  await page.goto(`/orders/${order}`);
  await expect(page.getByRole('region', { name: 'Journal' })).toContainText('Cancel the order: DigiCert took it');
  await expect(page.getByRole('region', { name: 'What can be done' })).toContainText('The order is canceled already.');
});

test('a certificate is reissued with another key', async ({ page, desk, signedIn, unique }) => {
  await signedIn('approver');
  const layout = new Layout(page);
  const name = `${unique('reissue')}.example.nl`.toLowerCase();
  const order = await issued(page, desk, name);
  await page.getByRole('region', { name: 'What can be done' }).getByRole('button', { name: 'Reissue' }).click();
  await expect(page.getByRole('textbox', { name: 'Common name' })).toHaveValue(name);
  await isWellMade(page);
  await page.getByRole('textbox', { name: 'Further names' }).fill(`www.${name}`);
  await page.getByRole('textbox', { name: 'Certificate signing request' }).fill(NEW_CSR);
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(page.getByRole('row', { name: 'Further names' })).toContainText(`www.${name}`);
  await page.getByRole('button', { name: 'Ask for the reissue' }).click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
  await isWellMade(page);
  const [there] = await desk.sandbox.ordersNamed(name);
  await desk.sandbox.act(there?.id ?? 0, 'issue');
  await page.goto(`/orders/${order}`);
  await page.getByRole('button', { name: 'Read the status' }).click();
  await expect(page.getByRole('region', { name: 'What can be done' }).getByRole('button', { name: 'Reissue' })).toBeVisible();
});

test('an order is revoked by whoever types its name', async ({ page, desk, signedIn, unique }) => {
  await signedIn('approver');
  const layout = new Layout(page);
  const name = `${unique('revoke')}.example.nl`.toLowerCase();
  const order = await issued(page, desk, name);
  await page.getByRole('region', { name: 'What can be done' }).getByRole('button', { name: 'Revoke the order' }).click();
  await isWellMade(page);
  await page.getByRole('radio', { name: 'Superseded' }).check();
  await page.getByRole('button', { name: 'Go to the check page' }).click();
  await expect(page.getByRole('region', { name: 'What follows from it' })).toContainText('All certificates of this order');
  await isWellMade(page);
  const revoke = page.getByRole('button', { name: 'Revoke the order and all its certificates' });
  await revoke.click();
  await expect(layout.errorSummary).toContainText(`Type ${name} to confirm.`);
  await page.getByRole('textbox', { name: /^Type .* to confirm/ }).fill(name);
  await revoke.click();
  await expect(layout.notice).toContainText('DigiCert took the change.');
  await page.goto(`/orders/${order}`);
  await expect(page.getByRole('region', { name: 'What can be done' })).toContainText('The order is revoked already.');
});
