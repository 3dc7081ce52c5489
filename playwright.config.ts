import { defineConfig } from '@playwright/test'

const chromiumArgs = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
  // Whatever is not this machine cannot even be looked up: a request that leaves would fail, and the tests count it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

/** Every state is looked at on a phone's width, see fixtures/look.ts; these ways are also gone with a phone's touch. */
const onPhones = ['consent', 'deposit', 'forms', 'outside-payment', 'pages', 'refund-address', 'withdraw']

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/global-setup.ts',
  // Each worker has a stack of its own, in which tests take turns: one chain, one Bitcoin node, one faucet.
  workers: Number(process.env.SLUICE_E2E_WORKERS ?? 1),
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    // a picture of every frame and a copy of every page cost more time than the tests themselves; the last one is kept below
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: !process.env.CI },
    // what breathes or turns is painted sixty times a second, here without a graphics card
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: chromiumArgs,
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testMatch: onPhones.map((name) => `**/${name}.spec.ts`),
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
})
