import { expect } from '@playwright/test'
import { addressOf, bitcoind } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { atPrice, depositOf, mine, qpBtcOf, quoteOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** sats a token at which several stakers together have room for a few tenths of a BTC */
const LOW = 2_000
const KEEPER = { timeout: 60_000 }

test('more than one staker can carry: agreed to, drawn to several, paid by the wallet in one transaction, each part minted', async ({
  page,
}) => {
  test.setTimeout(300_000)
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.connectBitcoin()
  let sats = 0n
  await atPrice(LOW, async () => {
    const max = async () => (await quoteOf(10_000n)).maxSats
    await expect.poll(max, KEEPER).toBeLessThan(90_000_000n)
    sats = await max()
    expect((await quoteOf(sats)).shareSats.length, 'no staker has room for all').toBeGreaterThan(1)
    await form.amount.fill((Number(sats) / 1e8).toFixed(8))
    await expect(page.getByText(/^No staker can carry this alone/)).toBeVisible()
    await expect(form.reserve, 'not without a yes').toBeDisabled()
    await page.getByRole('checkbox', { name: /^I agree to pay \d addresses/ }).check({ force: true })
    await look(page, 'deposit-split-consent')
    await form.reserve.click()
    await page.waitForURL(/\/deposit\/\d+$/)
    await expect(page.getByText(/^Pay in \d shares$/)).toBeVisible(KEEPER)
  })
  const reqId = deposit.reqId()
  const { shareCount, recipient } = await depositOf(reqId)
  const before = await qpBtcOf(recipient)
  await expect(deposit.qr, 'nothing payable before it is chosen how').toHaveCount(0)
  await page.getByRole('radio', { name: 'One after another, from any wallet' }).check({ force: true })
  await expect(deposit.qr, 'one QR at a time').toHaveCount(1)
  await look(page, 'deposit-split-each')
  await page.getByRole('radio', { name: 'All in one transaction' }).check({ force: true })
  await expect(deposit.qr).toHaveCount(0)
  const pay = page.getByRole('button', { name: /^Pay [\d.]+ BTC to \d addresses/ })
  await expect(pay).toBeEnabled()
  await look(page, 'deposit-split-all')
  await pay.click()
  await expect(page.getByText(`${shareCount} of ${shareCount} shares paid`)).toBeVisible(KEEPER)
  const mempool = await bitcoind<string[]>('getrawmempool')
  const outputs = await Promise.all(
    mempool.map(async (txid) => {
      const { vout } = await bitcoind<{ vout: { scriptPubKey: { address?: string } }[] }>(
        'getrawtransaction',
        txid,
        1,
      )
      return vout.map(({ scriptPubKey }) => scriptPubKey.address)
    }),
  )
  const addresses = await Promise.all(
    Array.from({ length: shareCount }, (_, share) => addressOf(reqId, share)),
  )
  expect(outputs.some((paid) => addresses.every((address) => paid.includes(address)))).toBe(true)
  await page.reload()
  await expect(page.getByText(`${shareCount} of ${shareCount} shares paid`)).toBeVisible()
  await mine(2)
  await expect(deposit.confirmations(2, 6)).toBeVisible()
  await look(page, 'deposit-split-confirming')
  await mine(4)
  await expect(deposit.arrived).toHaveCount(1)
  await expect
    .poll(async () => (await qpBtcOf(recipient)) - before, KEEPER)
    .toBeGreaterThan((sats * 99n) / 100n)
  await expect(page.getByText('Minted', { exact: true }).first()).toBeVisible(KEEPER)
  await look(page, 'deposit-split-minted')
})
