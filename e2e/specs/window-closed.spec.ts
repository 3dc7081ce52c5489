import { expect } from '@playwright/test'
import { addressOf } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { control, depositOf, mine, payFromOutside, relayHeight, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

// The last file by name: it moves Bitcoin by 4,320 blocks.

const SATS = 130_000n
/** `refundHeight - tip` under which nothing is minted any more. */
const MARGIN = 1_008
/** Blocks that are made in one go. */
const STEP = 500
/** For the keeper to bring the relay thousands of headers, a hundred in a transaction. */
const RELAY = { timeout: 100_000 }

/** Moves Bitcoin on until it stands `left` blocks before a height. */
const approach = async (height: number, left: number): Promise<void> => {
  for (;;) {
    const { bitcoin } = await control<{ bitcoin: { height: number } }>('/status')
    const blocks = Math.min(STEP, height - left - bitcoin.height)
    if (blocks <= 0) return
    // no page is open meanwhile that a busy Bitcoin source could keep waiting
    await control('/mine', { blocks })
  }
}

const relayFollows = (height: number): Promise<void> =>
  expect.poll(relayHeight, RELAY).toBeGreaterThanOrEqual(height)

let reqId: bigint
let refundHeight: number

test.beforeAll(async () => {
  ;({ reqId } = await requestDeposit(SATS))
  await expect.poll(async () => (await depositOf(reqId)).state).toBe(2)
  await payFromOutside(await addressOf(reqId), SATS / 2n)
  await mine(1)
  refundHeight = Number((await depositOf(reqId)).refundHeight)
})
// each hook has time of its own
test.beforeAll(() => approach(refundHeight, MARGIN - 1))
test.beforeAll(() => relayFollows(refundHeight - MARGIN + 1))

test('near the refund height nothing is minted any more, and the page says who takes the BTC back and when', async ({
  page,
}) => {
  const deposit = new DepositPage(page)
  await deposit.open(reqId)
  await expect(page.getByText('This deposit can no longer be minted')).toBeVisible()
  await expect(page.getByText(/^[\d,\u202f ]+ blocks to go, about \d+ (day|hr)/)).toBeVisible()
  await expect(deposit.qr).toHaveCount(0)
  await expect(page.getByText('0.00065000')).toBeVisible()
  await look(page, 'deposit-refundable')
})

test('at the refund height the page says how the refund key takes it', async ({ page }) => {
  const deposit = new DepositPage(page)
  await approach(refundHeight, 0)
  await relayFollows(refundHeight)
  await deposit.open(reqId)
  await expect(page.getByText(/Your refund key can take the BTC now\.$/)).toBeVisible()
  await page.getByText('How', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copy the script' })).toBeVisible()
  await look(page, 'deposit-refund-now')
})
