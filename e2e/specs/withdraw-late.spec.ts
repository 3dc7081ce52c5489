import { expect, type Page } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { control, mine } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { bringRelay, requestWithdrawal, shareOf, withdrawalOf } from '../fixtures/withdrawals.ts'
import { WithdrawForm } from '../pages/withdraw-form.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

/** 24 hours of the deadline, 6 of its margin, and one beyond. */
const HOURS_31 = 31 * 3_600
/** 144 blocks, 36 of margin, and some beyond. */
const BEYOND = 190
const PATIENCE = { timeout: 45_000 }
const script = `0x0014751e76e8199196d454941c45d1b3a323f1433bd6` as const

/** The built-in wallet of the page takes this account's place. */
const becomes = async (page: Page, key: string): Promise<void> => {
  await page.addInitScript((secret) => window.localStorage.setItem('sluice-developer-evm-key', secret), key)
}

const connect = async (page: Page): Promise<void> => {
  const form = new WithdrawForm(page)
  await form.open()
  await form.connectEvm()
}

// The keeper runs the stakers' agents too: without it nobody pays, and nobody does what the page is to offer.
test.beforeAll(() => control('/parts/keeper/stop', {}))
test.afterAll(() => control('/parts/keeper/start', {}))

/** Both clocks pass the deadline of the open share, and then its margin; anyone records that it is late. */
const recordLate = async (page: Page, name: string | null = null): Promise<void> => {
  const record = page.getByRole('button', { name: 'Record that it is late' })
  await control('/time', { seconds: HOURS_31, blocks: 0 })
  await expect(page.getByText('One clock has passed, the other has not: still open').first()).toBeVisible()
  await expect(record).toHaveCount(0)
  await mine(BEYOND)
  await bringRelay()
  await expect(record).toBeVisible(PATIENCE)
  if (name !== null) await look(page, name)
  await record.click()
  await expect(page.getByText('The staker is late. You choose.')).toBeVisible(PATIENCE)
}

/** A share whose staker let both clocks and their margins pass. */
const lateShare = async (page: Page, sats: bigint, name: string | null = null) => {
  const { reqId, owner, key } = await requestWithdrawal(sats, script)
  await becomes(page, key)
  await connect(page)
  const withdrawal = new WithdrawalPage(page)
  await withdrawal.open(reqId)
  await withdrawal.resolve.click(PATIENCE)
  await expect(page.getByRole('heading', { name: 'Share 1', exact: true })).toBeVisible(PATIENCE)
  await recordLate(page, name)
  return { reqId, owner }
}

test('C11, C13: a late share is drawn again, its owner told beforehand what that gives; late again it is made good in collateral, never called complete', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const { reqId } = await lateShare(page, 200_000n, 'withdraw-late')
  await expect(page.getByText(/You get about 0\.000199 BTC’s worth in collateral now/)).toBeVisible()
  await look(page, 'withdraw-choose')
  await page.getByRole('button', { name: 'Have another staker pay' }).click()
  await expect(page.getByText('Given to another staker').first()).toBeVisible(PATIENCE)
  expect((await shareOf(reqId, 0)).state).toBe(4)
  await new WithdrawalPage(page).resolve.click(PATIENCE)
  await expect(page.getByRole('heading', { name: 'Share 2 of 2' })).toBeVisible(PATIENCE)

  await recordLate(page)
  await page.getByRole('button', { name: 'Take collateral instead' }).click()
  await expect(page.getByText('You were made good in collateral')).toBeVisible(PATIENCE)
  expect((await shareOf(reqId, 1)).state).toBe(5)
  expect((await withdrawalOf(reqId)).state).toBe(6)
  await expect(page.getByText(/BTC arrived$/)).toHaveCount(0)
  await look(page, 'withdraw-reimbursed')
})

test('C15: another account sees no button of the owner’s, and is told why', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const { reqId, owner } = await lateShare(page, 120_000n)
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {})
  const stranger = await elsewhere.newPage()
  await connect(stranger)
  await new WithdrawalPage(stranger).open(reqId)
  await expect(
    stranger.getByText(/Only the account that asked for this withdrawal can choose here/),
  ).toContainText(owner)
  for (const name of ['Have another staker pay', 'Take collateral instead'])
    await expect(stranger.getByRole('button', { name })).toHaveCount(0)
  await elsewhere.close()
})
