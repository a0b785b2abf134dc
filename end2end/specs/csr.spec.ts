// The CSR: the same verdict on the server and in the browser, the names it offers, and how to make one.
import { readdirSync, readFileSync } from 'node:fs';

import type { APIRequestContext, Page } from '@playwright/test';

import { expect, test } from '../fixtures/desk';
import { complete, draft } from '../fixtures/shortcuts';
import { OrderForm } from '../pages/order-form';
import { SectionPage } from '../pages/section';

const CORPUS = new URL('../../src/domain/testdata/csr/', import.meta.url);
const NAMES = { common_name: 'dienst.voorbeeld.nl', dns_names: 'www.dienst.voorbeeld.nl' };

/** A file of the corpus: the verdict its name states, and its bytes. */
const FILES = readdirSync(CORPUS)
  .filter((name) => name.includes('--'))
  .map((name) => ({ name, expected: name.split('--')[0] ?? '', bytes: readFileSync(new URL(name, CORPUS)) }));

/** The text of a file that can be pasted; nothing for DER and other encodings than UTF-8. */
function pasted(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) && !text.includes('\0') ? text : undefined;
}

/** Makes a verdict of the rules that are named and of whether facts are listed. */
function verdict(rules: string[], hasFacts: boolean): string {
  const found = [...new Set(rules)].filter((rule) => rule !== 'csr-choice-missing').map((rule) => rule.replace('csr-', ''));
  return found.sort().join('+') || (hasFacts ? 'accepted' : 'missing');
}

/** What the page says of a file that is submitted with a draft. */
async function onTheServer(request: APIRequestContext, bytes: Buffer): Promise<string> {
  const csr_file = { name: 'aanvraag', mimeType: 'application/octet-stream', buffer: bytes };
  const page = await request.post('/orders/new', { multipart: { ...NAMES, action: 'save', csr_file } });
  const html = await page.text();
  const rules = [...html.matchAll(/data-rule="(csr-[a-z-]+)"/g)].map(([, rule]) => rule ?? '');
  return verdict(rules, /<dt>SHA-256 of the key/.test(html));
}

/** Puts a text into the field as pasting does: at once. */
async function paste(page: Page, text: string): Promise<void> {
  await page.locator('[name="csr"]').evaluate((area: HTMLTextAreaElement, text) => {
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** What the browser says now. */
async function inTheBrowser(page: Page): Promise<string> {
  const live = page.locator('.csr-reader [data-live]');
  const [rules, facts] = await live.evaluate((said) => [
    [...said.querySelectorAll('[data-rule]')].map((rule) => rule.getAttribute('data-rule') ?? ''),
    said.querySelectorAll('dl').length,
  ] as const);
  return verdict([...rules], facts > 0);
}

test.beforeEach(async ({ signedIn }) => signedIn('requester'));

test('each file of the corpus gets its verdict from the server', { tag: '@scripts-off' }, async ({ page }) => {
  test.setTimeout(300_000);
  expect(FILES.length).toBeGreaterThanOrEqual(60);
  const wrong: string[] = [];
  for (const { name, expected, bytes } of FILES) {
    const found = await onTheServer(page.request, bytes);
    if (found !== expected) wrong.push(`${name}: ${found}`);
  }
  expect(wrong).toEqual([]);
});

test('each file of the corpus gets its verdict in the browser', { tag: '@scripts-on' }, async ({ page }) => {
  test.setTimeout(300_000);
  const form = new OrderForm(page);
  await form.open();
  await form.fill(NAMES);
  await expect(page.locator('.csr-reader [data-live]')).toBeAttached();
  const wrong: string[] = [];
  for (const { name, expected, bytes } of FILES) {
    const text = pasted(bytes);
    await paste(page, text ?? '');
    if (text === undefined) await form.field('csr_file').setInputFiles({ name, mimeType: '', buffer: bytes });
    // A file is read while the page goes on; what it says settles, or is wrong.
    const settled = expect.poll(() => inTheBrowser(page), { timeout: 5_000, intervals: [10, 50, 200] }).toBe(expected);
    await settled.catch(async () => wrong.push(`${name}: ${await inTheBrowser(page)}`));
  }
  expect(wrong).toEqual([]);
});

test.describe('with scripts', { tag: '@scripts-on' }, () => {
  test('a file with a private key does not leave the browser', async ({ page }) => {
    const form = new OrderForm(page);
    await form.open();
    await expect(page.locator('.csr-reader [data-live]')).toBeAttached();
    await form.field('csr').fill('typed before');
    const key = ['-----BEGIN PRIVATE', ' KEY-----\nMIIE\n-----END PRIVATE', ' KEY-----\n'].join('');
    await form.field('csr_file').setInputFiles({ name: 'server.key', mimeType: '', buffer: Buffer.from(key) });
    await expect(page.locator('[data-live] [data-rule="csr-is-private-key"]')).toBeVisible();
    await expect(form.field('csr')).toHaveValue('typed before');
    expect(await form.field('csr_file').evaluate((input: HTMLInputElement) => input.files?.length)).toBe(0);
  });

  test('a dropped file is read', async ({ page }) => {
    const form = new OrderForm(page);
    await form.open();
    await expect(page.locator('.csr-reader [data-live]')).toBeAttached();
    const bytes = [...(FILES.find(({ name }) => name === 'accepted--pasted-der.der')?.bytes ?? [])];
    await form.field('csr').evaluate((area, bytes) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(bytes)], 'aanvraag.der'));
      area.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, bytes);
    await expect(form.field('csr')).toHaveValue(/^-----BEGIN CERTIFICATE REQUEST-----\n/);
    await expect(page.locator('[data-live]')).toContainText('RSA 3072');
  });

  test('names are added below what was typed, which stays', async ({ page }) => {
    const form = new OrderForm(page);
    await form.open();
    await form.fill({ common_name: 'eigen.voorbeeld.nl', dns_names: 'b.nl, c.nl' });
    await form.field('csr').fill(readFileSync(new URL('accepted--openssl-two-names.pem', CORPUS), 'utf8'));
    await page.getByRole('button', { name: 'Add the names in this CSR' }).click();
    await expect(form.field('common_name')).toHaveValue('eigen.voorbeeld.nl');
    await expect(form.field('dns_names')).toHaveValue('b.nl, c.nl\ndienst.voorbeeld.nl\nwww.dienst.voorbeeld.nl');
    await expect(page.getByRole('button', { name: 'Add the names in this CSR' })).toBeHidden();
  });
});

test('the names of a CSR come over from the page of its section', async ({ page, unique }) => {
  const csr = readFileSync(new URL('accepted--openssl-two-names.pem', CORPUS), 'utf8');
  const mine = `${unique('own')}.example.nl`;
  const number = await draft(page.request, { ...complete(mine), csr });
  const section = new SectionPage(page);
  await section.open(number, 'certificate');
  await page.getByRole('button', { name: 'Add the names in this CSR' }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${number}/edit/names$`));
  await expect(section.field('common_name')).toHaveValue(mine);
  await expect(section.field('dns_names')).toHaveValue('dienst.voorbeeld.nl\nwww.dienst.voorbeeld.nl');
});

test('the commands that make a CSR are filled in from the draft', async ({ page, unique }) => {
  const mine = `${unique('made')}.example.nl`;
  const form = new OrderForm(page);
  await form.open(await draft(page.request, { ...complete(mine), csr_choice: 'now' }));
  await page.getByText('How to make a CSR').click();
  await expect(page.locator('pre', { hasText: 'openssl req' })).toContainText(`-subj '/CN=${mine}'`);
  await expect(page.locator('pre', { hasText: 'keytool -certreq' })).toBeVisible();
  await expect(page.locator('pre', { hasText: 'certreq -new' })).toHaveText(`certreq -new ${mine}.inf ${mine}.csr`);
});
