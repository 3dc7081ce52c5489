import { expect } from '@playwright/test'
import { addressOf } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { approach, relayFollows } from '../fixtures/refund.ts'
import { depositOf, mine, payFromOutside, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

// Moves Bitcoin by 4,320 blocks, as recover.spec.ts does: no deposit of another file is open meanwhile.

const SATS = 130_000n
/** `refundHeight - tip` under which nothing is minted any more. */
const MARGIN = 1_008

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

test('at the refund height the page offers to recover it, and says how it goes without the page', async ({
  page,
}) => {
  const deposit = new DepositPage(page)
  await approach(refundHeight, 0)
  await relayFollows(refundHeight)
  await deposit.open(reqId)
  await expect(page.getByText(/Your refund key can take the BTC now\.$/)).toBeVisible()
  await page.getByText('How', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copy the script' })).toBeVisible()
  await look(page, 'deposit-refund-now')
})
