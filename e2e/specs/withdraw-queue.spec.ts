import { expect } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { control, qpBtcOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { requestWithdrawal, setMinMinerFees, withdrawalOf } from '../fixtures/withdrawals.ts'
import { WithdrawForm } from '../pages/withdraw-form.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

// Whether the keeper would drain what nobody wants is not tried here.
test.beforeAll(() => control('/parts/keeper/stop', {}))
test.afterAll(() => control('/parts/keeper/start', {}))

const PATIENCE = { timeout: 45_000 }
const script = `0x0014751e76e8199196d454941c45d1b3a323f1433bd6` as const
const SATS = 100_000n

test('what nobody wants to carry waits in the queue, and its owner takes it back with its fee', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await setMinMinerFees(50_000n)
  const { reqId, owner, key } = await requestWithdrawal(SATS, script)
  await page.addInitScript((secret) => window.localStorage.setItem('sluice-developer-evm-key', secret), key)
  const form = new WithdrawForm(page)
  await form.open()
  await form.connectEvm()
  const withdrawal = new WithdrawalPage(page)
  await withdrawal.open(reqId)
  const place = page.getByText('Place 1', { exact: true })
  await withdrawal.resolve.click(PATIENCE)
  await expect(place).toBeVisible(PATIENCE)
  expect((await withdrawalOf(reqId)).position).toBe(1n)
  await expect(page.getByText(/^Gives you 0\.001 qpBTC back/)).toBeVisible()
  await look(page, 'withdraw-queued')
  await page.getByRole('button', { name: 'Take back what waits' }).click()
  await expect(page.getByText('The qpBTC went back')).toBeVisible(PATIENCE)
  expect(await qpBtcOf(owner)).toBe(SATS)
  await look(page, 'withdraw-cancelled')
  await setMinMinerFees(0n)
})
