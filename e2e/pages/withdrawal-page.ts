import type { Page } from '@playwright/test'

/** `/withdraw/[reqId]`: one withdrawal, for anyone with the link. */
export class WithdrawalPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get complete() {
    return this.page.getByText(/BTC arrived$/)
  }

  get resolve() {
    return this.page.getByRole('button', { name: 'Resolve the draw yourself' })
  }

  get prove() {
    return this.page.getByRole('button', { name: 'Prove the payment yourself' })
  }

  get updateRelay() {
    return this.page.getByRole('button', { name: 'Bring the relay up to date' })
  }

  /** the Bitcoin transaction of the first share, whole in its title */
  get payment() {
    return this.page.getByTitle(/^[0-9a-f]{64}$/).first()
  }

  get verified() {
    return this.page.getByText(/^Verified by your browser:/)
  }

  confirmations(done: number, total: number) {
    return this.page.getByText(`${done} of ${total} confirmations`).first()
  }

  async open(reqId: bigint): Promise<void> {
    await this.page.goto(`/withdraw/${reqId}`)
  }

  reqId(): bigint {
    const match = /\/withdraw\/(\d+)$/.exec(new URL(this.page.url()).pathname)
    if (!match?.[1]) throw new Error(`${this.page.url()} is no withdrawal's page`)
    return BigInt(match[1])
  }
}
