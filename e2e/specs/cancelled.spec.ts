import { expect } from '@playwright/test'
import { without } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { atPrice, depositOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** sats a token at which no staker has room for anything */
const NEXT_TO_NOTHING = 1

test('a draw that finds no staker with room cancels the deposit: no BTC was asked for, the bond comes back', async ({
  page,
}) => {
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.connectBitcoin()
  await form.amount.fill('0.006')
  await without('keeper', async () => {
    await form.reserve.click()
    await page.waitForURL(/\/deposit\/\d+$/)
    const resolve = page.getByRole('button', { name: 'Resolve it yourself' })
    await expect(resolve).toBeVisible()
    await atPrice(NEXT_TO_NOTHING, async () => {
      await resolve.click()
      await expect(page.getByText('This deposit was cancelled')).toBeVisible()
    })
  })
  expect((await depositOf(deposit.reqId())).state).toBe(5)
  await expect(page.getByText('No BTC was ever asked for').first()).toBeVisible()
  await expect(deposit.qr).toHaveCount(0)
  await expect(page.getByText(/^Your bond of 0\.00003 BTC is yours again$/)).toBeVisible()
  await look(page, 'deposit-cancelled')
  await page.getByRole('button', { name: 'Claim the bond' }).click()
  await expect(page.getByText('The bond was paid back.')).toBeVisible()
  expect((await depositOf(deposit.reqId())).bondWei).toBe(0n)
})
