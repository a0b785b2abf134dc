// The pages of those who look after people: the list, a new person, one person.
import type { Locator, Page } from '@playwright/test';

import { Layout } from './layout';

/** The list of people, the form for a new one, and the page of one. */
export class PeoplePages extends Layout {
  readonly rows: Locator;
  readonly username: Locator;
  readonly name: Locator;
  readonly password: Locator;
  readonly again: Locator;
  readonly disabled: Locator;

  constructor(page: Page) {
    super(page);
    this.rows = page.getByRole('table', { name: 'People' }).locator('tbody tr');
    this.username = page.getByLabel('Username');
    this.name = page.getByLabel('Name (optional)', { exact: true });
    this.password = page.locator('input').and(page.getByLabel('New password', { exact: true }));
    this.again = page.getByLabel('New password again');
    this.disabled = page.getByRole('checkbox', { name: 'Disabled' });
  }

  async open(): Promise<void> {
    await this.page.goto('/people');
  }

  row(username: string): Locator {
    return this.rows.filter({ has: this.page.getByText(username, { exact: true }) });
  }

  role(role: string): Locator {
    return this.page.getByRole('radio', { name: role });
  }

  async openNew(): Promise<void> {
    await this.open();
    await this.page.getByRole('link', { name: 'Add a person' }).click();
  }

  async openPerson(username: string): Promise<void> {
    await this.open();
    await this.row(username).getByRole('link').click();
  }

  async add(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add this person' }).click();
  }

  async saveAccess(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save access' }).click();
  }

  async setPassword(password: string): Promise<void> {
    await this.password.fill(password);
    await this.again.fill(password);
    await this.page.getByRole('button', { name: 'Set new password' }).click();
  }
}
