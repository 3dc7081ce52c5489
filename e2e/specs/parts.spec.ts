import { expect } from '@playwright/test'
import { addressOf } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { readQr } from '../fixtures/read-qr.ts'
import { atPrice, depositOf, mine, payFromOutside, qpBtcOf, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

/** 15 bps, rounded up. */
const after = (sats: bigint) => sats - (sats * 15n + 9_999n) / 10_000n
/** sats a token at which no staker has room for anything */
const NEXT_TO_NOTHING = 1
const KEEPER = { timeout: 40_000 }

test('C19, C22: paid in two payments, and once more into a full staker: every one is shown, counted and minted', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const deposit = new DepositPage(page)
  const { reqId, recipient } = await requestDeposit(500_000n)
  await deposit.open(reqId)
  await deposit.assigned()
  const address = await addressOf(reqId)
  await payFromOutside(address, 200_000n)
  await expect(page.getByText('0.003 BTC is missing').first()).toBeVisible()
  await expect(deposit.qr, 'nobody pays a second time by mistake').toBeHidden()
  await mine(6)
  await expect.poll(async () => (await depositOf(reqId)).paidSats, KEEPER).toBe(200_000n)
  await expect(page.getByText('Or settle for what was paid')).toBeVisible()
  await expect(page.getByText(/^0\.002 BTC is minted, less the fee\. The other 0\.003 BTC/)).toBeVisible()
  await look(page, 'deposit-underpaid')
  await page.getByRole('button', { name: 'Show the address to pay the rest' }).click()
  expect((await readQr(deposit.qr)).toLowerCase(), 'exactly what is missing').toBe(
    `bitcoin:${address}?amount=0.003`,
  )
  await payFromOutside(address, 300_000n)
  await mine(6)
  await expect(deposit.arrived).toBeVisible(KEEPER)
  expect(await qpBtcOf(recipient)).toBe(after(500_000n))

  await atPrice(NEXT_TO_NOTHING, async () => {
    await payFromOutside(address, 100_000n)
    await expect(page.getByText('You paid 0.001 BTC more')).toBeVisible(KEEPER)
    await expect(page.getByText(/0\.001 BTC is on Bitcoin and not counted yet: 0 of 6/)).toBeVisible()
    await mine(6)
    await expect(page.getByText(/^0\.001 BTC is counted and waits for this staker/)).toBeVisible(KEEPER)
    await expect(deposit.arrived, 'what was minted stays so').toBeVisible()
    await look(page, 'deposit-excess')
  })
  await expect(page.getByText('You paid 0.001 BTC more')).toBeHidden(KEEPER)
  expect((await depositOf(reqId)).mintedSats).toBe(600_000n)
  expect(await qpBtcOf(recipient)).toBe(after(500_000n) + after(100_000n))
})
