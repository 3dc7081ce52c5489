import { expect } from '@playwright/test'
import { hex } from '@scure/base'
import { Address, OutScript, TEST_NETWORK } from '@scure/btc-signer'
import { addressOf, without } from '../fixtures/bitcoin.ts'
import { holdBlocks } from '../fixtures/hold-blocks.ts'
import { look } from '../fixtures/look.ts'
import { control, depositOf, lastReqId, mine, payFromOutside, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** What the page leaves to the keeper before it offers its work to the person, and what it takes to notice. */
const PATIENCE = { timeout: 40_000 }
const regtest = { ...TEST_NETWORK, bech32: 'bcrt' }

test('X18, C2, C3, C4: reload at every step, a second tab, another device: the same deposit, never a second request', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await page.reload()
  await expect(form.reserve, 'the wallet is still connected after a reload').toBeVisible()
  await form.connectBitcoin()
  await form.amount.fill('0.002')
  const before = await lastReqId()
  await form.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/)
  const reqId = deposit.reqId()
  await page.reload()
  await deposit.assigned()
  const { script } = await depositOf(reqId)
  const address = Address(regtest).encode(OutScript.decode(hex.decode(script.slice(2))))
  const groups = (text: string) => text.replace(/\s/g, '')

  const shows = async (where: DepositPage) => {
    await where.assigned()
    expect(groups((await where.payment.textContent()) ?? '')).toContain(address)
  }
  await shows(deposit)
  const tab = new DepositPage(await context.newPage())
  await tab.open(reqId)
  await shows(tab)
  const device = await browser.newContext(baseURL ? { baseURL } : {})
  const elsewhere = new DepositPage(await device.newPage())
  await elsewhere.open(reqId)
  await shows(elsewhere)

  await payFromOutside(address, 200_000n)
  for (const where of [deposit, tab, elsewhere]) await expect(where.qr).toBeHidden()
  await page.reload()
  await expect(deposit.seen).toBeVisible()
  await mine(2)
  await page.reload()
  await expect(deposit.confirmations(2, 6)).toBeVisible()
  await mine(4)
  for (const where of [deposit, tab, elsewhere]) await expect(where.arrived).toBeVisible()
  await page.reload()
  await expect(deposit.arrived).toBeVisible()
  expect(await lastReqId()).toBe(before + 1n)
  await device.close()
})

test('X11: a reorganisation after two confirmations takes the count back and says why', async ({ page }) => {
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(300_000n)
  await deposit.open(reqId)
  await deposit.assigned()
  const { script } = await depositOf(reqId)
  await payFromOutside(Address(regtest).encode(OutScript.decode(hex.decode(script.slice(2)))), 300_000n)
  await mine(2)
  await expect(deposit.confirmations(2, 6)).toBeVisible()
  await control('/reorg', { depth: 2 })
  await expect(page.getByText(/Bitcoin reorganised:/).first()).toBeVisible()
  await mine(6)
  await expect(deposit.arrived).toBeVisible()
})

test('T4, C8: Bitcoin takes a minted payment back: with keeper and index stopped the person reports it and proves it again', async ({
  page,
  guard,
}) => {
  test.setTimeout(240_000)
  // the index may be a block behind when the page opens
  guard.expectConsole(/404 \(Not Found\).*\/api\/v1\/requests\//)
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(310_000n)
  await deposit.open(reqId)
  await expect(deposit.checked).toBeVisible()
  await new DeveloperPanel(page).fund()
  const { txid } = await payFromOutside(await addressOf(reqId), 310_000n)
  await mine(6)
  await expect(deposit.arrived).toBeVisible()
  await without('keeper', async () => {
    await without('indexer', async () => {
      await control('/reorg', { depth: 7, drop: [txid] })
      await mine(2)
      await expect(page.getByText('Bitcoin has dropped the block with your payment')).toBeVisible(PATIENCE)
      await page.getByRole('button', { name: 'Connect an EVM wallet to do it yourself' }).click(PATIENCE)
      await page.getByRole('dialog').getByText('Built-in wallet').click()
      const relay = page.getByRole('button', { name: 'Bring the relay up to date' })
      await relay.click()
      await expect(page.getByText(/^Nobody has reported it to the contract yet/)).toBeVisible(PATIENCE)
      await look(page, 'deposit-reorganised')
      await page.getByRole('button', { name: 'Report it yourself' }).click()
      await expect(page.getByText(/does not come back by Bitcoin block/)).toBeVisible(PATIENCE)
      await control('/mempool/release', { txids: [txid] })
      await mine(6)
      await relay.click(PATIENCE)
      await page.getByRole('button', { name: 'Prove it again yourself' }).click(PATIENCE)
      await expect(deposit.arrived).toBeVisible(PATIENCE)
    })
  })
})

test('X17, T34: the server ends while a request, pressed twice, waits for a block: found again, and asked once', async ({
  page,
  guard,
}) => {
  guard.expectConsole(/Failed to load resource|ERR_CONNECTION_REFUSED|Failed to fetch/)
  const form = new DepositForm(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.connectBitcoin()
  await form.amount.fill('0.0021')
  const before = await lastReqId()
  await holdBlocks(async () => {
    await form.reserve.dblclick()
    await expect(page.getByText('Sent, waiting for a block').first()).toBeVisible()
    await without('app', async () => {
      await expect(page.getByText('Sent, waiting for a block').first(), 'the page stays').toBeVisible()
    })
    await page.reload()
    await expect(page.getByText('Your request for 0.0021 BTC waits for a block.')).toBeVisible()
  })
  await page.getByRole('link', { name: /^Go to deposit \d+$/ }).click()
  await new DepositPage(page).assigned()
  expect(await lastReqId()).toBe(before + 1n)
})
