// The page of one order.
import type { Locator, Page } from '@playwright/test';

import { numberIn } from '../fixtures/shortcuts';
import { Layout } from './layout';

/** DigiCert took the order: so long as its status was not read, and once it was. */
export const TAKEN = /Placed|Being validated/;

/** The page of one order. */
export class OrderPage extends Layout {
  readonly status: Locator;
  readonly edit: Locator;
  readonly again: Locator;
  readonly saveTemplate: Locator;
  readonly refresh: Locator;
  readonly lookAgain: Locator;
  readonly inDoubt: Locator;
  readonly comparison: Locator;
  readonly noneOfThese: Locator;
  readonly givingUp: Locator;
  readonly refused: Locator;
  readonly events: Locator;
  readonly domains: Locator;
  readonly raw: Locator;
  readonly waiting: Locator;
  readonly gates: Locator;
  readonly present: Locator;
  readonly note: Locator;
  readonly addNote: Locator;
  readonly notes: Locator;
  readonly bundle: Locator;

  constructor(page: Page) {
    super(page);
    this.status = page.locator('.page-header .status');
    this.edit = page.getByRole('link', { name: 'Everything on one page' });
    this.again = page.getByRole('button', { name: 'Order again' });
    this.saveTemplate = page.getByRole('link', { name: 'Save as template' });
    this.refresh = page.getByRole('button', { name: 'Read the status' });
    this.lookAgain = page.getByRole('button', { name: 'Look for it at DigiCert' });
    this.inDoubt = page.getByText('It is not certain whether DigiCert took this order');
    this.comparison = page.getByRole('table', { name: 'What was sent, and what DigiCert has' });
    this.noneOfThese = page.getByRole('button', { name: 'None of these' });
    this.givingUp = page.getByRole('region', { name: 'Give it up' });
    this.refused = page.locator('.notice').filter({ hasText: 'DigiCert refused this order' });
    this.events = page.getByRole('list', { name: 'Journal' }).getByRole('listitem');
    this.domains = page.getByRole('table', { name: 'Domains to validate' });
    this.raw = page.getByRole('region', { name: 'Raw exchange' });
    this.waiting = page.locator('.gate-line');
    this.gates = page.getByRole('list', { name: 'Waiting on whom' }).locator('.gate');
    this.present = page.locator('.gate[aria-current=step]');
    this.note = page.getByRole('textbox', { name: 'New note' });
    this.addNote = page.getByRole('button', { name: 'Add the note', exact: true });
    this.notes = page.getByRole('list', { name: 'Notes' }).getByRole('listitem');
    this.bundle = page.getByRole('button', { name: 'Download the support bundle' });
  }

  async open(order: string): Promise<void> {
    await this.page.goto(`/orders/${order}`);
  }

  /** The number of the order that is shown. */
  number(): string {
    return numberIn(this.page.url());
  }

  /** The value beside a term. */
  value(term: string): Locator {
    const row = this.page.locator('.data-list-row').filter({ has: this.page.getByText(term, { exact: true }) });
    return row.getByRole('definition').first();
  }
}
