// Approval by a second person: asking on the check page, deciding on the approver's page.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** The pages of an approval. */
export class ApprovalPages extends Layout {
  readonly remark: Locator;
  readonly remarkError: Locator;
  readonly ask: Locator;
  readonly withdraw: Locator;
  readonly approve: Locator;
  readonly sendBack: Locator;
  readonly waiting: Locator;

  constructor(page: Page) {
    super(page);
    this.remark = page.locator('textarea[name="remark"]');
    this.remarkError = page.locator('#f-remark-error');
    this.ask = page.getByRole('button', { name: 'Ask for approval' });
    this.withdraw = page.getByRole('button', { name: 'Take it back from approval' });
    this.approve = page.getByRole('button', { name: 'Approve this request' });
    this.sendBack = page.getByRole('button', { name: 'Send it back' });
    this.waiting = page.getByRole('table', { name: 'Waiting for your approval' }).locator('tbody tr');
  }

  /** The page on which an order is approved. */
  async open(order: string): Promise<void> {
    await this.page.goto(`/orders/${order}/approve`);
  }

  /** A notice that is there because of where the order stands. */
  standing(words: string): Locator {
    return this.main.locator('.notice').filter({ hasText: words });
  }
}
