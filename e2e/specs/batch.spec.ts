import { expect } from '@playwright/test'
import { addressOf, payInBatch } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { depositOf, mine, payFromOutside, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

const SATS = 150_000n

test('a batch payout is warned of before, named when it comes, and never in the way of a payment that counts', async ({
  page,
}) => {
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(SATS)
  await deposit.open(reqId)
  await deposit.assigned()
  await expect(deposit.payment).toContainText('Pay from a wallet you control')
  await expect(deposit.payment).toContainText('more than 64 outputs can never be proven')

  await payInBatch(await addressOf(reqId), SATS, 65)
  const note = page.getByRole('alert').filter({ hasText: '0.0015 BTC arrived that can never be minted' })
  await expect(note).toBeVisible()
  await expect(note).toContainText('your refund key takes it back from Bitcoin block')
  await expect(deposit.qr, 'nobody pays a second time by mistake').toBeHidden()
  await look(page, 'deposit-batch')
  await mine(6)
  await expect(note.getByText('Seen, not yet in a block.')).toBeHidden()
  await expect(page.getByText('Cannot be minted').first()).toBeVisible()
  await expect(deposit.arrived).toBeHidden()
  expect((await depositOf(reqId)).state, 'still reserved').toBe(2)

  await page.getByRole('button', { name: 'Show the address to pay again' }).click()
  await expect(deposit.qr).toBeVisible()
  await expect(deposit.amount).toContainText('0.00')
  await payFromOutside(await addressOf(reqId), SATS)
  await expect(deposit.confirmations(0, 6)).toBeVisible()
  await mine(6)
  await expect(deposit.arrived).toBeVisible()
  await expect(note, 'the batch is not forgotten').toBeVisible()
  expect((await depositOf(reqId)).state).toBe(3)
})

test('64 outputs are not too many', async ({ page }) => {
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(SATS)
  await deposit.open(reqId)
  await deposit.assigned()
  await payInBatch(await addressOf(reqId), SATS, 64)
  await expect(deposit.confirmations(0, 6)).toBeVisible()
  await mine(6)
  await expect(deposit.arrived).toBeVisible()
})

test('the warning in Chinese', async ({ page, baseURL }) => {
  const { reqId } = await requestDeposit(SATS)
  await page.context().addCookies([{ name: 'sluice-language', value: 'zh', url: baseURL ?? '' }])
  await page.goto(`/deposit/${reqId}`)
  await expect(page.getByText('请从你自己掌管的钱包付款').first()).toBeVisible()
  await look(page, 'deposit-pay-zh')
  await payInBatch(await addressOf(reqId), SATS, 65)
  await expect(page.getByText('收到的 0.0015 BTC 永远无法铸造')).toBeVisible()
  await look(page, 'deposit-batch-zh')
})
