import { expect } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { depositOf, mine, qpBtcOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** 0.01 BTC, and 15 bps of it, rounded up. */
const SATS = 1_000_000n
const FEE = 1_500n

test('C12, C20, C36: a newcomer deposits with the built-in wallets and sees qpBTC arrive', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await look(page, 'deposit-form-empty')
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.connectBitcoin()
  await form.amount.fill('0.01')
  await expect(form.reserve).toBeEnabled()
  await look(page, 'deposit-form-ready')

  await form.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/)
  await deposit.assigned()
  await expect(deposit.amount).toContainText('0.01')
  await expect(deposit.qr).toBeVisible()
  await expect(deposit.arrived).toBeHidden()
  await expect(page.getByText(/\d of \d confirmations/), 'no count of what was not paid').toHaveCount(0)
  await expect(page.getByText(/nothing here checks them for inscriptions/)).toBeVisible()
  await expect(page.getByText('Nobody from Sluice will ever ask for your seed phrase.').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open status' })).toBeVisible()
  await look(page, 'deposit-pay')
  const { recipient } = await depositOf(deposit.reqId())
  const before = await qpBtcOf(recipient)

  await page.getByRole('button', { name: /^Pay with Built-in/ }).click()
  await expect(deposit.seen).toBeVisible()
  await expect(deposit.qr, 'QR hidden once a payment is seen').toBeHidden()
  await look(page, 'deposit-seen')

  await mine(3)
  await expect(deposit.confirmations(3, 6)).toBeVisible()
  await expect(deposit.verified).toBeVisible()
  await expect(deposit.arrived, 'not complete before the chain says so').toBeHidden()
  await look(page, 'deposit-confirming')

  await mine(3)
  await expect(deposit.arrived).toBeVisible()
  expect(await qpBtcOf(recipient)).toBe(before + SATS - FEE)
  expect((await depositOf(deposit.reqId())).state).toBe(3)
  await expect(page.getByText('0.009985', { exact: false }).first()).toBeVisible()
  await look(page, 'deposit-minted')

  await page.getByRole('button', { name: 'Claim the bond' }).click()
  await expect(page.getByText('The bond was paid back.')).toBeVisible()
  expect((await depositOf(deposit.reqId())).bondWei).toBe(0n)
})
