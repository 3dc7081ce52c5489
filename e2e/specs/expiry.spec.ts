import { expect } from '@playwright/test'
import { addressOf } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import {
  atPrice,
  control,
  depositOf,
  mine,
  payFromOutside,
  qpBtcOf,
  requestDeposit,
} from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

const HOURS_25 = 25 * 3_600
/** 144 blocks, 36 of margin, and one beyond. */
const BEYOND = 181
/** sats a token at which no staker has room for anything */
const NEXT_TO_NOTHING = 1
/** For the keeper to bring the relay that many headers and then to expire what is due. */
const EXPIRY = { timeout: 30_000 }

test('C11: one clock past the deadline changes nothing, both expire it; a late payment waits for room and is minted', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(100_000n)
  await deposit.open(reqId)
  await deposit.assigned()

  await control('/time', { seconds: HOURS_25, blocks: 0 })
  await page.reload()
  await expect(page.getByText('One clock has passed, the other has not: still open').first()).toBeVisible()
  await expect(deposit.qr, 'still payable').toBeVisible()
  expect((await depositOf(reqId)).state).toBe(2)
  await look(page, 'deposit-one-clock')

  await mine(BEYOND)
  await expect(page.getByText('This deposit has expired').first()).toBeVisible(EXPIRY)
  await expect(deposit.qr).toHaveCount(0)
  expect((await depositOf(reqId)).state).toBe(4)
  await look(page, 'deposit-expired')

  const { recipient } = await depositOf(reqId)
  await atPrice(NEXT_TO_NOTHING, async () => {
    await payFromOutside(await addressOf(reqId), 100_000n)
    await mine(6)
    await expect(page.getByText('Proven, and waiting to be minted')).toBeVisible(EXPIRY)
    await expect(page.getByText(/^Your staker’s collateral has no room for it now/)).toBeVisible()
    await expect(page.getByText('Place 1', { exact: true })).toBeVisible()
    expect((await depositOf(reqId)).state).toBe(9)
    await look(page, 'deposit-escrowed')
  })
  await expect(deposit.arrived).toBeVisible(EXPIRY)
  expect(await qpBtcOf(recipient)).toBe(99_850n)
})
