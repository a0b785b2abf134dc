// The three requests in DigiCert's reference, ordered by hand: what leaves the desk is what the reference shows.
import { readFileSync } from 'node:fs';

import { expect, test } from '../fixtures/desk';
import { CSR } from '../fixtures/shortcuts';
import { CheckPage } from '../pages/check';
import { HistoryPage } from '../pages/history';
import { type Answers, OrderForm } from '../pages/order-form';
import { OrderPage, TAKEN } from '../pages/order';

const JOHN = {
  contact_type: 'verified_contact',
  user_id: '2812497',
  first_name: 'John',
  last_name: 'Doe',
  job_title: 'Engineer',
  telephone: '1801-903-4284',
  email: 'john.doe@johndoe.com',
};

const SAME: Answers = {
  csr: CSR,
  signature_hash: 'sha256',
  server_platform: '59',
  dns_names: 'domain.example.com',
  organization: '2042709',
  container: '679393',
  dcv_method: 'email',
  dcv_scope: 'base_domain',
  validity: 'years',
  years: '1',
  payment_method: 'balance',
  csa_agreed: true,
  contacts: [JOHN],
};

const ORGANIZATION = 'IntervillousMicrospeCo';
const OWN = { domain_choice: 'own', common_name: 'domain.example.com' } as const;

const EXAMPLES: { name: string; answers: Answers }[] = [
  { name: 'example-without-oin', answers: { ...OWN, oin_choice: 'exclude' } },
  { name: 'example-with-oin', answers: { ...OWN, oin_choice: 'own', oin: '12345678901234567890' } },
  {
    name: 'example-qvtl',
    answers: { domain_choice: 'qvtl', common_name: `${ORGANIZATION}.qvtl.nl`, oin_choice: 'digicert' },
  },
];

/** The reference's JSON with a real CSR on one line and the organization's name. */
function expected(name: string): unknown {
  const text = readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text.replace('<redacted>', oneLine(CSR)).replace('{Organization_name}', ORGANIZATION));
}

/** DigiCert's reference: "Format the CSR as a base64-encoded string without line breaks". */
function oneLine(pem: string): string {
  return pem.replaceAll('\n', '');
}

test.use({ fresh: true });

test('the three examples of the reference leave the desk as they stand there', async ({ page, desk, signedIn }) => {
  await signedIn('requester');
  const [form, check, order, history] = [new OrderForm(page), new CheckPage(page), new OrderPage(page), new HistoryPage(page)];
  const placed: { number: string; remote: string }[] = [];

  for (const { name, answers } of EXAMPLES) {
    await test.step(name, async () => {
      await form.open();
      await form.fill({ ...answers, ...SAME });
      await form.goOn.click();
      await expect(check.heading).toHaveText(/^Check order \d+$/);
      const shown = JSON.parse(await check.wire()) as Record<string, unknown>;
      await check.place.click();
      await expect(order.notice).toHaveText('DigiCert took the order.');

      const remote = await order.value('Order number').innerText();
      const { alternative_order_id: reference, ...received } = await desk.sandbox.received(remote);
      expect(received).toEqual(expected(name));
      expect(reference).toBe(await order.value('Reference').innerText());
      const { alternative_order_id: _, ...previewed } = shown;
      expect(previewed, 'the check page shows what is sent').toEqual(received);
      placed.push({ number: order.number(), remote });
    });
  }

  await history.open();
  await history.show('Placed');
  await expect(history.rows).toHaveCount(3);
  for (const { number, remote } of placed) {
    await expect(history.row(number)).toContainText(remote);
    await expect(history.row(number)).toContainText(TAKEN);
  }
  const calls = await desk.sandbox.orderCalls();
  expect(calls.map((call) => call.status)).toEqual([201, 201, 201]);
});
