import { expect } from '@playwright/test'
import { withoutAll } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { mine, qpBtcOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import {
  payShare,
  requestWithdrawal,
  shareOf,
  stakerSweepAddress,
  withdrawalOf,
} from '../fixtures/withdrawals.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'
import { WithdrawForm } from '../pages/withdraw-form.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

/** What the page leaves to the keeper before it offers its work to the person. */
const PATIENCE = { timeout: 45_000 }
const TAPROOT = {
  script: `0x5120${'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'}`,
} as const
const SEGWIT = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'

/** Does alone what the keeper leaves undone. */
const drawn = async (withdrawal: WithdrawalPage): Promise<void> => {
  await withdrawal.resolve.click(PATIENCE)
  await expect(withdrawal.page.getByRole('heading', { name: 'Share 1' })).toBeVisible(PATIENCE)
}
const proven = async (withdrawal: WithdrawalPage): Promise<void> => {
  await withdrawal.updateRelay.click(PATIENCE)
  await withdrawal.prove.click(PATIENCE)
  await expect(withdrawal.complete).toBeVisible(PATIENCE)
}

test('C18: a newcomer deposits and withdraws the lot', async ({ page }) => {
  test.setTimeout(240_000)
  const deposit = new DepositPage(page)
  const depositForm = new DepositForm(page)
  await depositForm.open()
  await new DeveloperPanel(page).fund()
  await depositForm.connectEvm()
  await depositForm.connectBitcoin()
  await depositForm.amount.fill('0.01')
  await depositForm.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/)
  await page.getByRole('button', { name: /^Pay with Built-in/ }).click()
  await expect(deposit.seen).toBeVisible()
  await mine(6)
  await expect(deposit.arrived).toBeVisible(PATIENCE)

  const form = new WithdrawForm(page)
  await page.getByRole('link', { name: 'Withdraw' }).first().click()
  await expect(form.everything).toBeVisible()
  await form.everything.click()
  await expect(form.amount).toHaveValue('0.009985')
  await page.getByRole('button', { name: 'Use the address of Built-in Bitcoin wallet' }).click()
  await expect(page.getByText('Native segwit, regtest')).toBeVisible()
  await expect(form.withdraw).not.toHaveAttribute('aria-disabled', 'true')
  await look(page, 'withdraw-form-ready')
  await form.withdraw.click()
  await page.waitForURL(/\/withdraw\/\d+$/)
  const withdrawal = new WithdrawalPage(page)
  const reqId = withdrawal.reqId()
  const { owner } = await withdrawalOf(reqId)
  expect(await qpBtcOf(owner), 'no dust is left').toBe(0n)

  await expect(page.getByRole('heading', { name: 'Share 1' })).toBeVisible(PATIENCE)
  await expect(page.getByText('Seen, not yet in a block.'), 'the staker pays').toBeVisible(PATIENCE)
  await expect(withdrawal.complete).toBeHidden()
  await page.reload()
  await expect(page.getByText('Seen, not yet in a block.'), 'a reload shows the same').toBeVisible(PATIENCE)
  await look(page, 'withdraw-seen')
  await mine(3)
  await expect(withdrawal.confirmations(3, 6)).toBeVisible(PATIENCE)
  await expect(withdrawal.verified).toBeVisible(PATIENCE)
  await expect(withdrawal.complete, 'T10: not complete before the chain says so').toBeHidden()
  await look(page, 'withdraw-confirming')
  await mine(3)
  await expect(withdrawal.complete).toBeVisible(PATIENCE)
  expect((await withdrawalOf(reqId)).state).toBe(5)
  await expect(page.getByText(/^0\.\d+ BTC in/), 'its transaction stays to be seen').toBeVisible()
  await look(page, 'withdraw-complete')
})

test('T10, C8: without keeper and index the page resolves and proves; what is no payment is not taken for one', async ({
  page,
  guard,
}) => {
  test.setTimeout(240_000)
  guard.expectConsole(/503/)
  const form = new WithdrawForm(page)
  const withdrawal = new WithdrawalPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await withoutAll(['keeper', 'indexer-api'], async () => {
    const { reqId } = await requestWithdrawal(300_000n, TAPROOT.script)
    await withdrawal.open(reqId)
    await expect(page.getByText('Drawing who pays').first()).toBeVisible()
    await look(page, 'withdraw-drawing')
    await drawn(withdrawal)
    await look(page, 'withdraw-waiting')
    await payShare(reqId, 0, { markedAs: 1 })
    await payShare(reqId, 0, { missingSats: 1n })
    await mine(6)
    await expect(page.getByText(/0\.00000001 BTC short and does not count/)).toBeVisible()
    await expect(withdrawal.verified).toHaveCount(0)
    await expect(withdrawal.prove).toHaveCount(0)
    await look(page, 'withdraw-short')
    await payShare(reqId, 0)
    await mine(6)
    await expect(withdrawal.confirmations(6, 6)).toBeVisible()
    await expect(withdrawal.complete, 'T10: enough blocks are no proof').toHaveCount(0)
    expect((await shareOf(reqId, 0)).state).toBe(1)
    await proven(withdrawal)
    expect((await shareOf(reqId, 0)).state).toBe(2)
  })
})

test('the form refuses with its reason, and loses nothing', async ({ page }) => {
  const form = new WithdrawForm(page)
  await form.open()
  await look(page, 'withdraw-form-empty')
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await expect(page.getByText('Type an amount first.')).toBeVisible()
  await form.amount.fill('0.00001')
  await expect(form.amount).toHaveAccessibleDescription(/The least amount with this miner fee is/)
  await form.amount.fill('20')
  await expect(form.amount).toHaveAccessibleDescription(/You hold .* qpBTC/)
  const refused: [what: string, typed: string, says: RegExp][] = [
    ['another network', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', /network|regtest/i],
    ['an EVM address', '0x52908400098527886E0F7030069857D2E4169EE7', /EVM/i],
    ['a changed character', 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt081', /checksum/i],
    ['a staker’s own', await stakerSweepAddress(), /belongs to a staker/i],
  ]
  for (const [what, typed, says] of refused) {
    await form.address.fill(typed)
    await expect(form.address, what).toHaveAttribute('aria-invalid', 'true')
    await expect(form.address, what).toHaveAccessibleDescription(says)
    await expect(form.address, `${what}: what was typed stays`).toHaveValue(typed)
  }
  await look(page, 'withdraw-form-refused')
  await form.address.fill(SEGWIT)
  await expect(form.address).toHaveAccessibleDescription('Native segwit, regtest')
  await form.ending.fill('t081')
  await expect(form.ending).toHaveAccessibleDescription(/not the last characters/)
  await form.ending.fill('t080')
  await expect(form.ending).toHaveAccessibleDescription('They fit.')
  await form.address.fill('bcrt1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqc8gma6')
  await expect(form.address).toHaveAccessibleDescription(/Taproot, regtest|checksum/)
})

test('a withdrawal that is not there says so', async ({ page }) => {
  await page.goto('/withdraw/999999')
  await expect(page.getByText('The chain has no withdrawal 999999')).toBeVisible()
  await look(page, 'withdraw-missing')
})
