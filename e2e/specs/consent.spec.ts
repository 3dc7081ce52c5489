import { expect } from '@playwright/test'
import { HOST, test } from '../fixtures/elsewhere.ts'
import { look } from '../fixtures/look.ts'
import { depositOf, endpoints, requestDeposit } from '../fixtures/stack.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'

test('C35: a chain endpoint outside this machine is not asked before the person says so, and then it is', async ({
  page,
  asked,
}) => {
  const { reqId } = await requestDeposit(110_000n)
  await expect.poll(async () => (await depositOf(reqId)).state).toBe(2)
  const deposit = new DepositPage(page)
  await deposit.open(reqId)
  const consent = page.getByRole('button', { name: 'Check against the chain and show the address' })
  await expect(consent).toBeVisible()
  const { port } = new URL(endpoints().evm.rpc[0] ?? '')
  await expect(page.getByText(`For that it asks ${HOST}:${port} directly`)).toBeVisible()
  await expect(page.getByText('not checked against the chain')).toBeVisible()
  await expect(deposit.qr).toHaveCount(0)
  await look(page, 'deposit-consent')
  expect(asked).toEqual([])

  await consent.click()
  await deposit.assigned()
  await expect(deposit.qr).toBeVisible()
  expect(asked.length).toBeGreaterThan(0)
})

test('typing into the form asks nobody outside', async ({ page, asked }) => {
  const form = new DepositForm(page)
  await form.open()
  await form.amount.fill('0.01')
  await expect(page.getByText('The contract quotes it once a wallet is connected.').first()).toBeAttached()
  await expect(page.getByText(/From 0\.0001 to/)).toBeVisible()
  expect(asked).toEqual([])
})
