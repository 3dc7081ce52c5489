import { expect } from '@playwright/test'
import { bitcoind, without } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { mine } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { requestWithdrawal, withdrawalOf } from '../fixtures/withdrawals.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

const PATIENCE = { timeout: 60_000 }
const PAID_TO = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'
const script = `0x0014751e76e8199196d454941c45d1b3a323f1433bd6` as const

test('C6, C9: /withdraw/<id> without a Bitcoin source keeps what was verified and its age; without the index it stands', async ({
  page,
  guard,
}) => {
  test.setTimeout(240_000)
  guard.expectConsole(/50[023]/)
  const { reqId } = await requestWithdrawal(150_000n, script)
  const withdrawal = new WithdrawalPage(page)
  await withdrawal.open(reqId)
  await expect(page.getByText('Seen, not yet in a block.')).toBeVisible(PATIENCE)
  await mine(3)
  await expect(withdrawal.confirmations(3, 6)).toBeVisible(PATIENCE)
  await expect(withdrawal.verified).toBeVisible(PATIENCE)

  const lost = page.getByText('No Bitcoin source answers')
  await without('esplora', async () => {
    await expect(lost).toBeVisible(PATIENCE)
    await expect(page.getByText(/^What was verified on Bitcoin is shown as it stood at/)).toBeVisible()
    await expect(withdrawal.confirmations(3, 6), 'what was verified stays').toBeVisible()
    await look(page, 'withdraw-bitcoin-down')
    await page.reload()
    await expect(lost, 'after a reload nothing is known, and nothing is made up').toBeVisible(PATIENCE)
    await expect(page.getByText('Cannot be seen now.').first()).toBeVisible()
    await expect(withdrawal.confirmations(3, 6)).toHaveCount(0)
  })
  await expect(lost).toBeHidden(PATIENCE)
  await expect(withdrawal.confirmations(3, 6)).toBeVisible(PATIENCE)

  await without('indexer-api', async () => {
    await expect(
      page.getByText(
        /^This server’s index does not answer|It does not answer now; this is what it said last/,
      ),
    ).toBeVisible(PATIENCE)
    await page.reload()
    await expect(page.getByText(/^This server’s index does not answer, so times/)).toBeVisible(PATIENCE)
    await mine(3)
    await expect(withdrawal.complete, 'the page needs the two chains alone').toBeVisible(PATIENCE)
    expect((await withdrawalOf(reqId)).state).toBe(5)
    await look(page, 'withdraw-index-down')
  })
  await expect(page.getByText(/^Times and transactions are the word of this server’s index/)).toBeVisible(
    PATIENCE,
  )
  await expect(page.getByText('Payment proven, share 1')).toBeVisible()
})

test('X13: left out of block after block the payment is replaced at a higher fee, and the page follows it to the end', async ({
  page,
}) => {
  const { reqId } = await requestWithdrawal(150_000n, script)
  const withdrawal = new WithdrawalPage(page)
  await withdrawal.open(reqId)
  await expect(page.getByText('Seen, not yet in a block.')).toBeVisible(PATIENCE)
  await expect(
    page.getByText('The staker can still raise its fee; the replacement is followed.'),
  ).toBeVisible()
  const first = (await withdrawal.payment.getAttribute('title')) ?? ''
  expect(await bitcoind<string[]>('getrawmempool')).toContain(first)

  // of miners that take no transaction
  for (let block = 0; block < 3; block += 1) await bitcoind('generateblock', PAID_TO, [])
  await expect(withdrawal.payment, 'another transaction').not.toHaveAttribute('title', first, PATIENCE)
  await expect(page.getByText('Seen, not yet in a block.'), 'one payment').toHaveCount(1)
  const second = (await withdrawal.payment.getAttribute('title')) ?? ''
  const mempool = await bitcoind<string[]>('getrawmempool')
  expect(mempool).toContain(second)
  expect(mempool, 'the same coins: never both').not.toContain(first)

  await mine(6)
  await expect(withdrawal.complete).toBeVisible(PATIENCE)
  await expect(withdrawal.payment).toHaveAttribute('title', second)
})
