// The order form: a new order, and a draft again. Fields go by the names they are submitted under.
import { expect, type Locator, type Page } from '@playwright/test';

import { numberIn } from '../fixtures/shortcuts';
import { Layout } from './layout';

/** The fields of one contact. */
export type Contact = Partial<
  Record<'contact_type' | 'user_id' | 'first_name' | 'last_name' | 'job_title' | 'telephone' | 'email', string>
>;

const SELECTS = [
  'signature_hash',
  'dcv_method',
  'dcv_scope',
  'years',
  'contact_type',
  'organization_country',
  'billing_country',
] as const;
const RADIOS = ['csr_choice', 'domain_choice', 'organization_choice', 'oin_choice', 'validity', 'payment_method'] as const;
const BOXES = ['skip_duplicate_org_check', 'csa_agreed'] as const;
const TEXTS = [
  'csr',
  'server_platform',
  'common_name',
  'dns_names',
  'organization',
  'organization_name',
  'organization_assumed_name',
  'organization_address',
  'organization_address2',
  'organization_zip',
  'organization_city',
  'organization_state',
  'organization_telephone',
  'oin',
  'kvk_number',
  'rsin',
  'container',
  'days',
  'until',
  'payment_profile',
  'billing_address',
  'billing_address2',
  'billing_city',
  'billing_state',
  'billing_zip',
  'comments',
  'additional_emails',
  'custom_fields',
  'renewal_of_order_id',
] as const;

type Name = (typeof SELECTS | typeof RADIOS | typeof TEXTS)[number];

/** What is filled in, by the names of the fields; those that are absent stay as they are. A question comes before the
 * fields that its answer reveals. */
export type Answers = Partial<Record<Name, string>> &
  Partial<Record<(typeof BOXES)[number], boolean>> & { contacts?: Contact[] };

/** The order form. */
export class OrderForm extends Layout {
  readonly contacts: Locator;
  readonly save: Locator;
  readonly goOn: Locator;
  readonly partByPart: Locator;
  readonly discard: Locator;
  /** The version of the draft that the form was made from. */
  readonly versionTyped: Locator;

  constructor(page: Page) {
    super(page);
    this.contacts = page.locator('fieldset.contact');
    this.save = page.getByRole('button', { name: 'Save draft' });
    this.goOn = page.getByRole('button', { name: 'Continue to the check page' });
    this.partByPart = page.getByRole('button', { name: 'Save, and go on part by part' });
    this.versionTyped = page.locator('form[novalidate] [name="version"]');
    this.discard = page.getByRole('button', { name: 'Discard draft' });
  }

  async open(order?: string): Promise<void> {
    await this.page.goto(order === undefined ? '/orders/new' : `/orders/${order}/edit`);
  }

  /** The number of the draft that is shown. */
  number(): string {
    return numberIn(this.page.url());
  }

  /** A control that is no radio button. */
  field(name: string): Locator {
    return this.page.locator(`[name="${name}"]`);
  }

  /** One choice of a question. */
  choice(name: string, value: string): Locator {
    return this.page.locator(`[name="${name}"][value="${value}"]`);
  }

  /** A field of a contact; the first has the row 0. */
  contactField(row: number, name: keyof Contact): Locator {
    return this.field(`contacts[${row}][${name}]`);
  }

  async addContact(): Promise<void> {
    const before = await this.contacts.count();
    await this.page.getByRole('button', { name: 'Add a contact' }).click();
    await expect(this.contacts).toHaveCount(before + 1);
  }

  /** Removes a contact by its number on the page, counted from 1. */
  async removeContact(number: number): Promise<void> {
    const before = await this.contacts.count();
    await this.page.getByRole('button', { name: `Remove contact ${number}` }).click();
    await expect(this.contacts).toHaveCount(before - 1);
  }

  /** Fills in what is given, in the order given. */
  async fill({ contacts, ...plain }: Answers): Promise<void> {
    for (const [name, value] of Object.entries(plain)) await this.#answer(name, name, value);
    for (const [row, contact] of (contacts ?? []).entries()) {
      if ((await this.contacts.count()) <= row) await this.addContact();
      for (const [name, value] of Object.entries(contact)) await this.#answer(name, `contacts[${row}][${name}]`, value);
    }
  }

  async #answer(kind: string, name: string, value: string | boolean): Promise<void> {
    const is = (kinds: readonly string[]) => kinds.includes(kind);
    if (typeof value === 'boolean') await this.field(name).setChecked(value);
    else if (is(RADIOS)) await this.choice(name, value).check();
    else if (is(SELECTS)) await this.field(name).selectOption(value);
    else await this.field(name).fill(value);
  }

  /** Everything the form would submit, by name, without its hidden fields and buttons. */
  async typed(): Promise<Record<string, string>> {
    return this.page.locator('form[novalidate]').evaluate((form: HTMLFormElement) => {
      const hidden = ['version', 'action', 'from', 'find_organization'];
      const fields = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !hidden.includes(name));
      return Object.fromEntries(fields.map(([name, value]) => [name, String(value).replaceAll('\r\n', '\n')]));
    });
  }
}
