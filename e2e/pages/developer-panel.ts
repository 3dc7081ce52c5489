import type { Page } from '@playwright/test'

/** The developer panel of the local stack: coins for the built-in wallets, and its levers. */
export class DeveloperPanel {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get panel() {
    return this.page.getByRole('complementary', { name: 'Developer panel' })
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Developer', exact: true }).click()
    await this.panel.waitFor()
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close the developer panel' }).click()
  }

  /** Gives both built-in wallets coins and waits until each was sent. */
  async fund(): Promise<void> {
    await this.open()
    for (const what of ['Get 1 BTC (EVM)', 'Get 1 BTC (Bitcoin)']) {
      await this.panel.getByRole('button', { name: what }).click()
      await this.panel
        .getByRole('status')
        .filter({ hasText: `Done: ${what}` })
        .waitFor()
    }
    await this.close()
  }
}
