// The form of a new organization.
import type { Page } from '@playwright/test';

const ANSWERS = [
  ['Street and number', 'Kade 9'],
  ['Postal code', '3511 AB'],
  ['City', 'Utrecht'],
  ['Province or state', 'Utrecht'],
  ['Telephone of the organization', '+31 30 555 0400'],
] as const;

/** Fills in a new organization of that name, on the page that has its form. */
export async function fillOrganization(page: Page, name: string): Promise<void> {
  for (const [label, value] of [['Legal name', name] as const, ...ANSWERS]) {
    await page.getByRole('textbox', { name: label }).fill(value);
  }
}
