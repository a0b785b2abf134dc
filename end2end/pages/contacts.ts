// The address book: the list, the form of a contact, the page of one, and the choice of an organization.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** What is typed of a contact. */
export interface Contact {
  first: string;
  last: string;
  title: string;
  telephone: string;
  email: string;
}

/** Somebody with that family name, and an address of their own. */
export function contact(last: string): Contact {
  return { first: 'Bram', last, title: 'Beheerder', telephone: '+31 30 555 0300', email: `${last.slice(-50).toLowerCase()}@techniek.example` };
}

/** The pages of the address book. */
export class ContactsPages extends Layout {
  readonly search: Locator;
  readonly show: Locator;
  readonly rows: Locator;
  readonly keep: Locator;
  readonly uses: Locator;

  constructor(page: Page) {
    super(page);
    this.search = page.getByRole('searchbox', { name: 'Search' });
    this.show = page.getByRole('button', { name: 'Search', exact: true });
    this.rows = page.getByRole('table', { name: 'Contacts' }).locator('tbody tr');
    this.keep = page.getByRole('button', { name: 'Save', exact: true });
    this.uses = page.locator('#s-uses');
  }

  async open(): Promise<void> {
    await this.page.goto('/contacts');
  }

  field(name: string): Locator {
    return this.page.locator(`[name="contact[${name}]"]`);
  }

  async fill(who: Contact): Promise<void> {
    await this.field('first_name').fill(who.first);
    await this.field('last_name').fill(who.last);
    await this.field('job_title').fill(who.title);
    await this.field('telephone').fill(who.telephone);
    await this.field('email').fill(who.email);
  }

  /** Adds a contact from the list on; ends on their page. */
  async add(who: Contact): Promise<void> {
    await this.open();
    await this.page.getByRole('link', { name: 'Add a contact' }).click();
    await this.fill(who);
    await this.keep.click();
  }

  async find(text: string): Promise<void> {
    await this.open();
    await this.search.fill(text);
    await this.show.click();
  }

  /** Chooses the organization of that number, on the page that asks for it. */
  async choose(number: string): Promise<void> {
    await this.search.fill(number);
    await this.page.getByRole('button', { name: 'Search', exact: true }).click();
    await this.page.getByRole('button', { name: /^Use this one/ }).click();
  }
}
