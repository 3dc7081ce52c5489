import { expect } from '@playwright/test'
import { addressOf, without, withoutAll } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { depositOf, mine, payFromOutside, qpBtcOf, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** 15 bps, rounded up. */
const after = (sats: bigint) => sats - (sats * 15n + 9_999n) / 10_000n
/** What the page leaves to the keeper before it offers its work to the person. */
const PATIENCE = { timeout: 30_000 }

test('C8: without a keeper the person is told, and resolves the draw alone', async ({ page }) => {
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.connectBitcoin()
  await form.amount.fill('0.003')
  await without('keeper', async () => {
    await form.reserve.click()
    await page.waitForURL(/\/deposit\/\d+$/)
    await expect(page.getByText(/^The keeper has not resolved it for \d+ blocks/)).toBeVisible(PATIENCE)
    await look(page, 'deposit-draw-late')
    await page.getByRole('button', { name: 'Resolve it yourself' }).click()
    await deposit.assigned()
    expect((await depositOf(deposit.reqId())).state).toBe(2)
    await page.goto('/status')
    const keeper = page.getByRole('listitem').filter({ hasText: 'Keeper' })
    await expect(keeper).toContainText('Draws, proofs and expiries')
    await look(page, 'status-keeper-down')
  })
})

test('C8, C9: without keeper and index anyone with the link brings the relay up to date and proves, in the browser', async ({
  page,
  guard,
}) => {
  guard.expectConsole(/503/)
  const sats = 200_000n
  const deposit = new DepositPage(page)
  const { reqId, recipient } = await requestDeposit(sats)
  await deposit.open(reqId)
  await deposit.assigned()
  await new DeveloperPanel(page).fund()
  await withoutAll(['keeper', 'indexer-api'], async () => {
    await payFromOutside(await addressOf(reqId), sats)
    await mine(6)
    await expect(deposit.confirmations(6, 6)).toBeVisible()
    await expect(page.getByText(/^The relay is 6 blocks behind Bitcoin/)).toBeVisible(PATIENCE)
    await page.getByRole('button', { name: 'Connect an EVM wallet to do it yourself' }).click()
    await page.getByRole('dialog').getByText('Built-in wallet').click()
    await page.getByRole('button', { name: /^Wallets:/ }).waitFor()
    const relay = page.getByRole('button', { name: 'Bring the relay up to date' })
    // less than the page's own patience of 15 s, from the moment in which the wallet is connected
    await expect(relay, 'connecting a wallet does not start the wait anew').toBeVisible({ timeout: 12_000 })
    await look(page, 'deposit-relay-behind')
    await relay.click()
    const prove = page.getByRole('button', { name: 'Prove it yourself' })
    await expect(prove).toBeVisible(PATIENCE)
    await look(page, 'deposit-prove-yourself')
    await prove.click()
    await expect(
      page.getByText('The amounts are read from the index, which does not answer now.'),
    ).toBeVisible()
    expect((await depositOf(reqId)).state).toBe(3)
  })
  await expect(deposit.arrived).toBeVisible(PATIENCE)
  expect(await qpBtcOf(recipient)).toBe(after(sats))
})
