// One section of the order form on a page of its own.
import type { Locator, Page } from '@playwright/test';

import { OrderForm } from './order-form';

/** The sections by their words in addresses, in the order of the form. */
export const SECTIONS = ['certificate', 'names', 'organization', 'contacts', 'validation', 'payment'] as const;

/** One section of the form. */
export class SectionPage extends OrderForm {
  override readonly save: Locator;
  override readonly goOn: Locator;
  readonly goBackToCheck: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    super(page);
    this.save = page.getByRole('button', { name: 'Save and go back to the list' });
    this.goOn = page.getByRole('button', { name: 'Save and continue' });
    this.goBackToCheck = page.getByRole('button', { name: 'Save and return to the check page' });
    this.list = page.getByRole('link', { name: 'All parts of the order' });
  }

  override async open(order: string, section: (typeof SECTIONS)[number] = 'certificate'): Promise<void> {
    await this.page.goto(`/orders/${order}/edit/${section}`);
  }
}
