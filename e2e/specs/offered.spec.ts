import { expect } from '@playwright/test'
import { hex } from '@scure/base'
import { p2wpkh } from '@scure/btc-signer'
import { testBridge } from '../../stack/test-bridge.ts'
import { addressOf, bitcoind, bitcoinKey, regtest, without } from '../fixtures/bitcoin.ts'
import { namePayment } from '../fixtures/flood.ts'
import { look } from '../fixtures/look.ts'
import {
  depositOf,
  endpoints,
  mine,
  payFromOutside,
  relayHeight,
  requestDeposits,
} from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import {
  bringRelay,
  markingOf,
  payMarked,
  payShare,
  requestWithdrawal,
  shareOf,
  withdrawalOf,
} from '../fixtures/withdrawals.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

const PATIENCE = { timeout: 45_000 }
const SATS = 140_000n
const freshScript = (): `0x${string}` => `0x${hex.encode(p2wpkh(bitcoinKey().publicKey, regtest).script)}`
const bridge = () => testBridge(endpoints())

test('T6: the right payment, mined before its request, is none: refused by the contract, not shown, and the staker pays', async ({
  page,
}) => {
  const script = freshScript()
  const reqId = await bridge().nextReqId()
  const early = await payMarked(script, SATS, [await markingOf(reqId, 0)])
  await mine(1)
  await expect.poll(relayHeight, PATIENCE).toBe(await bitcoind<number>('getblockcount'))
  expect((await requestWithdrawal(SATS, script)).reqId, 'the request that was paid before it was made').toBe(
    reqId,
  )

  const withdrawal = new WithdrawalPage(page)
  await withdrawal.open(reqId)
  await expect(page.getByText('Seen, not yet in a block.'), 'the staker pays all the same').toBeVisible(
    PATIENCE,
  )
  await expect(withdrawal.payment).not.toHaveAttribute('title', early)
  await mine(5)
  await expect(withdrawal.confirmations(5, 6), 'the staker’s, not the other’s').toBeVisible(PATIENCE)
  await expect.poll(relayHeight, PATIENCE).toBe(await bitcoind<number>('getblockcount'))
  expect(await bridge().payoutRefusal(reqId, early), 'six blocks are on it').toBe(
    'WithdrawalManager_PaymentTooOld',
  )
  await mine(1)
  await expect(withdrawal.complete).toBeVisible(PATIENCE)
  await expect(withdrawal.payment).not.toHaveAttribute('title', early)
})

test('T6: one payment with the markings of two withdrawals pays one of them, and the other’s page lets it go', async ({
  page,
}) => {
  const script = freshScript()
  await without('keeper', async () => {
    const first = await requestWithdrawal(SATS, script)
    const second = await requestWithdrawal(SATS, script)
    for (const { reqId } of [first, second])
      await expect
        .poll(
          () =>
            bridge()
              .resolveWithdrawal(reqId)
              .then(
                () => true,
                () => false,
              ),
          PATIENCE,
        )
        .toBe(true)
    const withdrawal = new WithdrawalPage(page)
    await withdrawal.open(second.reqId)
    await expect(page.getByRole('heading', { name: 'Share 1' })).toBeVisible(PATIENCE)
    const both = await payMarked(script, SATS, [
      await markingOf(first.reqId, 0),
      await markingOf(second.reqId, 0),
    ])
    await mine(6)
    await bringRelay()
    await expect(withdrawal.confirmations(6, 6)).toBeVisible(PATIENCE)
    expect(await bridge().payoutRefusal(second.reqId, both), 'it could be either’s').toBe(null)

    await bridge().provePayout(first.reqId, both)
    expect((await withdrawalOf(first.reqId)).state, 'complete').toBe(5)
    await expect(withdrawal.verified).toHaveCount(0, PATIENCE)
    await expect(page.getByText(/was counted for another share and does not count again/)).toContainText(both)
    await expect(withdrawal.prove).toHaveCount(0)
    await expect(withdrawal.complete).toHaveCount(0)
    expect(await bridge().payoutRefusal(second.reqId, both)).toBe('WithdrawalManager_NoSuchOutput')
    expect((await shareOf(second.reqId, 0)).state, 'it is still owed').toBe(1)
    await look(page, 'withdraw-counted-elsewhere')

    await payShare(second.reqId, 0)
    await mine(6)
    await bringRelay()
    await expect(withdrawal.confirmations(6, 6)).toBeVisible(PATIENCE)
  })
  await expect(new WithdrawalPage(page).complete).toBeVisible(PATIENCE)
})

test('T6: the payment of one deposit, offered for another, is refused by its page and by the contract', async ({
  page,
}) => {
  const { reqIds } = await requestDeposits(2, SATS)
  const [paid = 0n, other = 0n] = reqIds
  for (const reqId of reqIds) await expect.poll(async () => (await depositOf(reqId)).state, PATIENCE).toBe(2)
  const { txid } = await payFromOutside(await addressOf(paid), SATS)
  await mine(6)
  await expect.poll(async () => (await depositOf(paid)).state, PATIENCE).toBe(3)

  const deposit = new DepositPage(page)
  await deposit.open(other)
  await deposit.assigned()
  await namePayment(page, txid)
  await expect(page.getByText('This transaction does not pay the address of this deposit.')).toBeVisible()
  await expect(deposit.qr, 'it still waits for its own').toBeVisible()
  await expect(deposit.arrived).toHaveCount(0)
  expect(await bridge().paymentRefusal(other, txid)).toBe('DepositMinter_WrongScript')
  expect(await bridge().paymentRefusal(paid, txid), 'nor twice for its own').toBe(
    'DepositMinter_OutpointUsed',
  )
})
