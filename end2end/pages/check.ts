// The check page: the last look at an order before it is sent.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** The last look at an order before it is sent. */
export class CheckPage extends Layout {
  readonly place: Locator;
  readonly back: Locator;

  constructor(page: Page) {
    super(page);
    this.place = page.getByRole('button', { name: 'Accept the agreement and place the order in the sandbox' });
    this.back = page.getByRole('link', { name: 'All parts of the order' });
  }

  async open(order: string): Promise<void> {
    await this.page.goto(`/orders/${order}/check`);
  }

  /** Fills in the card. */
  async card(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await this.page.locator(`[name="${name}"]`).fill(value);
  }

  /** Unfolds the request and returns its text. */
  async wire(): Promise<string> {
    await this.page.getByText('The request as it will be sent').click();
    return this.page.getByRole('region', { name: 'Request body, JSON' }).innerText();
  }
}
