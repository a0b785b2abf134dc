// The page on which people sign in.
import type { Locator, Page } from '@playwright/test';

import type { Person } from '../fixtures/process';
import { Layout } from './layout';

/** The page on which people sign in. */
export class SignInPage extends Layout {
  readonly username: Locator;
  readonly password: Locator;
  readonly button: Locator;

  constructor(page: Page) {
    super(page);
    this.username = page.getByLabel('Username');
    this.password = page.getByLabel('Password');
    this.button = page.getByRole('button', { name: 'Sign in' });
  }

  async open(): Promise<void> {
    await this.page.goto('/login');
  }

  async signIn({ username, password }: Person): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.button.click();
  }
}
