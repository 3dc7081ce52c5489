import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

/** `/activity`: the requests of the connected account, and whatever is searched for. */
export class ActivityPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get rows() {
    return this.page.getByRole('region', { name: 'Requests' }).getByRole('listitem')
  }

  get search() {
    return this.page.getByRole('searchbox', { name: 'Search' })
  }

  get show() {
    return this.page.getByRole('combobox', { name: 'Show' })
  }

  row(kind: 'Deposit' | 'Withdrawal', reqId: bigint) {
    return this.rows.filter({ has: this.page.getByRole('link', { name: `${kind} ${reqId}`, exact: true }) })
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/activity${query}`)
    await this.page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
  }

  async connect(wallet: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Connect EVM wallet' }).click()
    await this.page.getByRole('dialog').getByText(wallet).click()
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' })
  }

  /** Saves the list and reads the file that came of it. */
  async save(form: 'CSV' | 'JSON'): Promise<string> {
    const [file] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: `Save as ${form}` }).click(),
    ])
    return readFileSync(await file.path(), 'utf8')
  }
}
