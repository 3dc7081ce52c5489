import type { Page } from '@playwright/test'

type Way = 'My Bitcoin wallet' | 'My recovery file' | 'Another signer, by PSBT file'
type Fee = 'Slow' | 'Normal' | 'Fast' | 'My own rate'

/** "Recover BTC" on a deposit's page. */
export class RecoverPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get panel() {
    const title = this.page.getByRole('heading', {
      name: /^(Recover BTC|This deposit’s BTC was taken back|What was paid beyond the amount was taken back)$/,
    })
    return this.page.locator('section').filter({ has: title })
  }

  get address() {
    return this.panel.getByRole('textbox', { name: 'Where shall it go?' })
  }

  get end() {
    return this.panel.getByRole('textbox', { name: /^Last 4 characters/ })
  }

  get ownRate() {
    return this.panel.getByRole('textbox', { name: 'My own rate' })
  }

  get useWalletAddress() {
    return this.panel.getByRole('button', { name: 'Use my Bitcoin wallet’s address' })
  }

  get file() {
    return this.panel.getByLabel('Recovery file', { exact: true })
  }

  get signedFile() {
    return this.panel.getByLabel('Signed PSBT file')
  }

  get pasted() {
    return this.panel.getByRole('textbox', { name: 'Or paste the signed PSBT' })
  }

  get savePsbt() {
    return this.panel.getByRole('button', { name: 'Save the PSBT' })
  }

  get go() {
    return this.panel.getByRole('button', { name: /^Recover .*BTC$/ })
  }

  /** What will arrive, as the page says it. */
  get arrives() {
    return this.panel
      .locator('div')
      .filter({ hasText: /^You receive/ })
      .getByRole('definition')
  }

  get failure() {
    return this.panel.getByRole('alert')
  }

  spend(title: 'On its way to you' | 'In a block' | 'Taken back') {
    return this.panel.getByRole('status').filter({ hasText: title })
  }

  async open(reqId: bigint): Promise<void> {
    await this.page.goto(`/deposit/${reqId}`)
    await this.panel.waitFor()
  }

  async connectBitcoin(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Connect Bitcoin wallet' }).click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Built-in Bitcoin wallet' }).click()
  }

  /** Types an address, and its end as if read from one's own wallet. */
  async sendTo(address: string): Promise<void> {
    await this.address.fill(address)
    await this.end.fill(address.slice(-4))
  }

  async chooseFee(fee: Fee): Promise<void> {
    await this.panel.getByRole('radio', { name: fee }).check({ force: true })
  }

  async chooseWay(way: Way): Promise<void> {
    await this.panel.getByRole('radio', { name: way }).check({ force: true })
  }
}
