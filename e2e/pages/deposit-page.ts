import type { Page } from '@playwright/test'

/** A draw is seeded two blocks after the request, and shown once its block is final: about ten blocks, a second each. */
const DRAWN = { timeout: 45_000 }

/** `/deposit/[reqId]`: one deposit, for anyone with the link. */
export class DepositPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get payment() {
    const title = this.page.getByRole('heading', { name: /^Pay (exactly|the rest)/ })
    return this.page.locator('section').filter({ has: title })
  }

  get amount() {
    return this.page.getByTestId('pay-amount')
  }

  get qr() {
    return this.page.getByRole('img', { name: /^QR code/ })
  }

  get checked() {
    return this.page.getByText('Checked by your browser against the chain').first()
  }

  /** Waits until the draw is final and the address checked. */
  async assigned(): Promise<void> {
    await this.checked.waitFor(DRAWN)
  }

  get verified() {
    return this.page.getByText(/^Verified by your browser:/).first()
  }

  get seen() {
    return this.page.getByText('Seen, not yet in a block.').first()
  }

  get alarm() {
    return this.page.getByRole('alert').filter({ hasText: 'Do not pay: the addresses differ' })
  }

  get arrived() {
    return this.page.getByText(/qpBTC arrived$/).first()
  }

  confirmations(done: number, total: number) {
    return this.page.getByText(`${done} of ${total} confirmations`).first()
  }

  async open(reqId: bigint): Promise<void> {
    await this.page.goto(`/deposit/${reqId}`)
  }

  reqId(): bigint {
    const match = /\/deposit\/(\d+)$/.exec(new URL(this.page.url()).pathname)
    if (!match?.[1]) throw new Error(`${this.page.url()} is no deposit's page`)
    return BigInt(match[1])
  }
}
