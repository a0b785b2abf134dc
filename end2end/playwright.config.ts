// Every test runs twice, with scripts and without, but for those tagged @scripts-on (islands, axe, the keyboard) or
// @scripts-off; nothing is skipped while it runs. Chromium is the machine's own: `.ci/suites/browser` names it in
// CHROMIUM. No server is started here: a fixture starts the program, DESK_BINARY, on a new folder for each worker.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  forbidOnly: !!process.env.CI,
  fullyParallel: false,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  globalTimeout: 40 * 60_000,
  reporter: [['list'], ['json', { outputFile: 'report/report.json' }]],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    browserName: 'chromium',
    headless: true,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'scripts-on', use: { javaScriptEnabled: true }, grepInvert: /@scripts-off/ },
    { name: 'scripts-off', use: { javaScriptEnabled: false }, grepInvert: /@scripts-on/ },
  ],
});
