import { expect } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { control, depositOf, mine, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

const HOURS_25 = 25 * 3_600
/** 144 blocks, 36 of margin, and one beyond. */
const BEYOND = 181
/** For the keeper to bring the relay that many headers and then to expire what is due. */
const EXPIRY = { timeout: 30_000 }

test('one clock past the deadline changes nothing, both expire it', async ({ page }) => {
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(100_000n)
  await deposit.open(reqId)
  await expect(deposit.checked).toBeVisible()

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
})
