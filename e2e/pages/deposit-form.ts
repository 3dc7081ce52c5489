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

  get connect() {
    return this.page.getByRole('button', { name: 'Connect EVM wallet' })
  }

  get connectBitcoinWallet() {
    return this.page.getByRole('button', { name: 'Connect Bitcoin wallet' }).last()
  }

  async connectEvm(wallet = 'Built-in wallet'): Promise<void> {
    await this.connect.click()
    await this.page.getByRole('dialog').getByText(wallet, { exact: true }).click()
    await this.reserve.waitFor()
  }

  async connectBitcoin(wallet = 'Built-in Bitcoin wallet'): Promise<void> {
    await this.connectBitcoinWallet.click()
    await this.page.getByRole('dialog').getByRole('button', { name: wallet }).click()
    await this.page.getByText(`${wallet}, regtest`).waitFor()
  }

  async chooseRefund(
    what: 'My Bitcoin wallet' | 'An address I type' | 'A key made by this page',
  ): Promise<void> {
    await this.page.getByRole('radio', { name: what }).check({ force: true })
  }

  /** Has the page make a refund key and saves its recovery file. */
  async makeRefundKey(): Promise<void> {
    await this.chooseRefund('A key made by this page')
    await this.page.getByRole('button', { name: 'Make a refund key' }).click()
    const download = this.page.waitForEvent('download')
    await this.page.getByRole('button', { name: 'Save the recovery file' }).click()
    await download
  }
}
