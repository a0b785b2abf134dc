// The certificate of an order: from issued to a file in the hand, and held where it is not what was ordered.
import { readFile } from 'node:fs/promises';

import { expect, test } from '../fixtures/desk';
import { certified } from '../fixtures/certificates';
import { placed } from '../fixtures/shortcuts';
import { OrderPage } from '../pages/order';

test('an issued certificate is fetched, read and downloaded', async ({ page, desk, signedIn, unique }) => {
  await signedIn('requester');
  const name = `${unique('certificate')}.example.nl`;
  const number = await placed(page.request, name);
  const order = new OrderPage(page);
  const [there] = await desk.sandbox.ordersNamed(name);
  await desk.sandbox.act(there?.id ?? 0, 'issue');
  await order.open(number);
  await order.refresh.click();
  const section = page.getByRole('region', { name: 'Certificate', exact: true });
  const fetch = section.getByRole('button', { name: 'Fetch the certificate now' });
  // Within a minute the desk fetches it by itself, and may have done so already.
  if (await fetch.isVisible()) {
    await fetch.click();
    await expect(order.notice).toHaveText('The certificate is here, and is what was ordered.');
    await order.open(number);
  }
  await expect(section).toContainText('Is what was ordered');
  await section.getByRole('link', { name: 'Everything in it, and its chain' }).click();
  await expect(order.heading).toHaveText(`Certificate of order ${number}`);
  await expect(order.value('Subject')).toContainText(`CN=${name}`);

  const chain = page.getByRole('region', { name: 'Chain' });
  await expect(chain.getByRole('listitem')).toHaveCount(3);
  await chain.locator('summary').nth(1).click();
  await expect(chain.getByRole('listitem').nth(1)).toContainText('keyCertSign');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Full chain (PEM)' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${name}-\\d{4}-\\d\\d-\\d\\d-fullchain\\.pem$`));
  const pem = await readFile(await download.path(), 'utf8');
  expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);

  await page.getByText("DigiCert's own formats").click();
  const theirs = page.waitForEvent('download');
  await page.getByRole('link', { name: 'p7b', exact: true }).click();
  expect((await theirs).suggestedFilename()).toMatch(/-digicert-p7b\.p7b$/);
});

test('a certificate with another key is held, and approvers find it as evidence', async ({
  page,
  desk,
  signedIn,
  otherBrowser,
  unique,
}) => {
  await signedIn('requester');
  const name = `${unique('held')}.example.nl`;
  const number = await certified(page.request, desk, name, 'wrong-key');
  const order = new OrderPage(page);
  await order.open(number);
  await expect(order.main).toContainText('This certificate is not what was ordered');
  await expect(order.main).toContainText('Its key is not that of the CSR.');
  await page.goto(`/orders/${number}/certificate`);
  await expect(page.getByRole('link', { name: 'Full chain (PEM)' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'What is wrong, and the certificate as evidence' })).toHaveCount(0);

  const theirs = await (await otherBrowser('approver')).newPage();
  await theirs.goto(`/orders/${number}/certificate`);
  await theirs.getByRole('link', { name: 'What is wrong, and the certificate as evidence' }).click();
  await expect(theirs.getByRole('main')).toContainText('Do not install it.');
  const downloading = theirs.waitForEvent('download');
  await theirs.getByRole('link', { name: 'Download the held certificate as evidence' }).click();
  expect((await downloading).suggestedFilename()).toContain('-held-do-not-install.pem');
});
