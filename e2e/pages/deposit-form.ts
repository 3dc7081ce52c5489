import type { Page } from '@playwright/test'

/** `/deposit`: asks for a deposit. */
export class DepositForm {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get amount() {
    return this.page.getByRole('textbox', { name: 'Amount' })
  }

  get recipient() {
    return this.page.getByRole('textbox', { name: 'Recipient of the qpBTC' })
  }

  get refundAddress() {
    return this.page.getByRole('textbox', { name: 'Refund address' })
  }

  get signature() {
    return this.page.getByRole('textbox', { name: 'Signature' })
  }

  /** The text that the owner of a typed address signs. */
  get refundMessage() {
    return this.page.getByText(/^Sluice refund /)
  }

  get reserve() {
    return this.page.getByRole('button', { name: /^Reserve/ })
  }

  async open(): Promise<void> {
    await this.page.goto('/deposit')
    await this.page.getByRole('heading', { name: 'Deposit BTC' }).waitFor()
  }

  async connectEvm(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connect EVM wallet' }).click()
    await this.page.getByRole('dialog').getByText('Built-in wallet').click()
    await this.reserve.waitFor()
  }

  async connectBitcoin(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connect Bitcoin wallet' }).last().click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Built-in Bitcoin wallet' }).click()
    await this.page.getByText(/Built-in Bitcoin wallet, regtest/).waitFor()
  }

  async chooseRefund(
    what: 'My Bitcoin wallet' | 'An address I type' | 'A key made by this page',
  ): Promise<void> {
    await this.page.getByRole('radio', { name: what }).check({ force: true })
  }
}
