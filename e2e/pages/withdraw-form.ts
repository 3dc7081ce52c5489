import type { Page } from '@playwright/test'

/** `/withdraw`: asks for a withdrawal. */
export class WithdrawForm {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get amount() {
    return this.page.getByRole('textbox', { name: 'Amount' })
  }

  get everything() {
    return this.page.getByRole('button', { name: 'Everything' })
  }

  get address() {
    return this.page.getByRole('textbox', { name: 'Bitcoin address to be paid' })
  }

  get ending() {
    return this.page.getByRole('textbox', { name: 'Its last 4 characters' })
  }

  get withdraw() {
    return this.page.getByRole('button', { name: /^Withdraw( |$)/ })
  }

  async open(): Promise<void> {
    await this.page.goto('/withdraw')
    await this.page.getByRole('heading', { name: 'Withdraw BTC' }).waitFor()
  }

  async connectEvm(wallet = 'Built-in wallet'): Promise<void> {
    await this.page.getByRole('button', { name: 'Connect EVM wallet' }).click()
    await this.page.getByRole('dialog').getByText(wallet, { exact: true }).click()
    await this.withdraw.waitFor()
  }

  /** Types an address and its end, as a person reads it off their own wallet. */
  async payTo(address: string): Promise<void> {
    await this.address.fill(address)
    await this.ending.fill(address.slice(-4))
  }

  async chooseFee(what: 'Low' | 'Normal' | 'High' | 'My own'): Promise<void> {
    await this.page.getByRole('radio', { name: what }).check({ force: true })
  }
}
