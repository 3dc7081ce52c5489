import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { base64, hex } from '@scure/base'
import { p2wpkh, Transaction } from '@scure/btc-signer'
import { hash160 } from '@scure/btc-signer/utils.js'
import { generatePrivateKey } from 'viem/accounts'
import { addressOf, bitcoinKey, regtest, without } from '../fixtures/bitcoin.ts'
import { flood, namePayment } from '../fixtures/flood.ts'
import { look } from '../fixtures/look.ts'
import {
  approach,
  coinAt,
  payShort,
  relayFollows,
  satsAt,
  shortDeposit,
  takeAsStaker,
} from '../fixtures/refund.ts'
import {
  depositOf,
  mine,
  payFromOutside,
  qpBtcOf,
  requestDeposit,
  requestDeposits,
} from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'
import { RecoverPage } from '../pages/recover-page.ts'

// The tests share one long walk of Bitcoin to the refund height of three deposits, each paid one sat short.
test.describe.configure({ mode: 'serial' })

const SATS = 200_000n
const wallet = bitcoinKey()
const elsewhere = bitcoinKey()
const addressOfKey = ({ publicKey }: { publicKey: Uint8Array }) => p2wpkh(publicKey, regtest).address ?? ''
const ids = { made: 0n, wallet: 0n, psbt: 0n, minted: 0n, taken: 0n }
const requester = generatePrivateKey()
/** What a staker takes unminted, and what it leaves. */
const [TAKEN, LEFT] = [120_000n, 50_000n]
let recoveryFile = ''
let refundHeight = 0

/** The built-in wallet of this page holds a key that the test knows. */
const holdWalletKey = (page: Page) =>
  page.addInitScript(
    (secret) => {
      window.localStorage.setItem('sluice-developer-bitcoin-key', secret)
    },
    `0x${hex.encode(wallet.secret)}`,
  )
const satsIn = async (amount: Locator): Promise<bigint> =>
  BigInt(((await amount.textContent()) ?? '').replace(/[^\d.]/g, '').replace('.', ''))

test('a deposit paid one sat short, with a refund key that the page made', async ({ page }) => {
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.amount.fill('0.002')
  await form.chooseRefund('A key made by this page')
  await page.getByRole('button', { name: 'Make a refund key' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the recovery file' }).click()
  recoveryFile = readFileSync(await (await download).path(), 'utf8')
  await form.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/)
  await deposit.assigned()
  ids.made = deposit.reqId()
  const heights = [await payShort(ids.made, SATS)]
  await expect(page.getByText('0.00000001 BTC is missing').first()).toBeVisible()
  await page.getByRole('button', { name: 'Show the address to pay the rest' }).click()
  await page.getByRole('button', { name: 'Did this page make your refund key? Complete its file' }).click()
  await page.getByLabel('Recovery file').setInputFiles({
    name: 'recovery.json',
    mimeType: 'application/json',
    buffer: Buffer.from(recoveryFile),
  })
  const completed = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the completed file' }).click()
  recoveryFile = readFileSync(await (await completed).path(), 'utf8')
  expect(JSON.parse(recoveryFile).deposit.address, 'what the draw decided is in it').toBe(
    await addressOf(ids.made),
  )
  for (const [name, key, parts] of [
    ['wallet', wallet, 2n],
    ['psbt', elsewhere, 1n],
  ] as const) {
    const made = await shortDeposit(SATS, key.publicKey, parts)
    ids[name] = made.reqId
    heights.push(made.refundHeight)
  }
  // one that is minted, and paid again once nothing is minted any more
  const { reqId } = await requestDeposit(SATS, `0x${hex.encode(hash160(wallet.publicKey))}`)
  ids.minted = reqId
  await expect.poll(async () => (await depositOf(reqId)).state).toBe(2)
  await payFromOutside(await addressOf(reqId), SATS)
  await mine(6)
  await expect.poll(async () => (await depositOf(reqId)).state).toBe(3)
  heights.push(Number((await depositOf(reqId)).refundHeight))
  // one that is paid short in two coins, of which its staker takes the larger
  const refundKey = `0x${hex.encode(hash160(wallet.publicKey))}` as const
  const [taken = 0n] = (await requestDeposits(1, SATS, refundKey, requester)).reqIds
  ids.taken = taken
  await expect.poll(async () => (await depositOf(taken)).state).toBe(2)
  for (const sats of [TAKEN, LEFT]) await payFromOutside(await addressOf(taken), sats)
  await mine(6)
  await expect.poll(async () => (await depositOf(taken)).paidSats).toBe(TAKEN + LEFT)
  await takeAsStaker(taken, TAKEN)
  await mine(6)
  await expect.poll(async () => (await depositOf(taken)).swept, 'the keeper proves it').toBe(true)
  heights.push(Number((await depositOf(taken)).refundHeight))
  refundHeight = Math.max(...heights)
})

test.describe('near the refund height', () => {
  // each hook has time of its own
  for (const left of [2_200, 400]) {
    test.beforeAll(() => approach(refundHeight, left))
    test.beforeAll(() => relayFollows(refundHeight - left))
  }

  test('the page says from which block on, and puts the day into a calendar', async ({ page }) => {
    await page.goto(`/deposit/${ids.wallet}`)
    await expect(page.getByText('This deposit can no longer be minted')).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Add the day to a calendar' }).click()
    const entry = readFileSync(await (await download).path(), 'utf8')
    expect(entry).toContain(`SUMMARY:Sluice deposit ${ids.wallet}: take the BTC back`)
    expect(entry).toMatch(/DTSTART:\d{8}T\d{6}Z/)
    await look(page, 'recover-near')
    await payFromOutside(await addressOf(ids.minted), 70_000n)
    await mine(1)
  })
})

test.describe('at the refund height', () => {
  test.beforeAll(() => approach(refundHeight, 0))
  test.beforeAll(() => relayFollows(refundHeight))

  test('the recovery file takes the BTC to a typed address, followed to the end and across reloads', async ({
    page,
  }) => {
    const recover = new RecoverPage(page)
    const to = addressOfKey(bitcoinKey())
    await recover.open(ids.made)
    await expect(recover.panel.getByText('0.00199999 BTC can be taken back')).toBeVisible()
    await look(page, 'recover-start')

    await recover.address.fill('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')
    await expect(recover.panel).toContainText('here it must be regtest')
    await recover.address.fill(await addressOf(ids.made))
    await expect(recover.panel).toContainText('This is the deposit’s own address')
    await recover.address.fill(to)
    await expect(recover.panel).toContainText('Native segwit (P2WPKH), regtest')
    await recover.end.fill('qqqq')
    await expect(recover.panel).toContainText('These are not its last characters.')
    await recover.end.fill(to.slice(-4))
    await recover.chooseFee('Fast')
    await recover.chooseWay('My recovery file')
    const file = (text: string) => ({
      name: 'recovery.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })
    const foreign = JSON.stringify({ ...JSON.parse(recoveryFile), chainId: 1 })
    await recover.file.setInputFiles(file(foreign))
    await recover.go.click()
    await expect(recover.failure).toContainText('This recovery file is for another bridge or chain.')
    await look(page, 'recover-wrong-file')

    await recover.file.setInputFiles(file(recoveryFile))
    const sats = await satsIn(recover.arrives)
    expect(sats).toBeGreaterThan(198_000n)
    await recover.go.click()
    await expect(recover.spend('On its way to you')).toBeVisible()
    await look(page, 'recover-sent')
    await page.reload()
    await expect(recover.spend('On its way to you')).toBeVisible()
    expect(await satsAt(to)).toBe(0n)
    await mine(1)
    await expect(recover.spend('In a block')).toBeVisible()
    await expect(recover.panel).toContainText('1 of 6')
    expect(await satsAt(to), 'Bitcoin Core has what the page promised').toBe(sats)
    await mine(5)
    await expect(recover.spend('Taken back')).toBeVisible()
    await expect(page.getByText('This deposit’s BTC was taken back')).toBeVisible()
    await look(page, 'recover-done')
  })

  test('the connected wallet takes two payments back, with keeper and index stopped', async ({
    page,
    guard,
  }) => {
    guard.expectConsole(/503/)
    // what the raised fee replaced is asked for once more, and is gone
    guard.expectConsole(/404 .*\/bitcoin\/tx\//)
    await holdWalletKey(page)
    const recover = new RecoverPage(page)
    await without('keeper', () =>
      without('indexer-api', async () => {
        await recover.open(ids.wallet)
        await expect(recover.panel).toContainText('0.00199999 BTC can be taken back, in 2 payments')
        await expect(recover.panel.getByText('A Ledger cannot sign this')).toBeVisible()
        await recover.connectBitcoin()
        await recover.useWalletAddress.click()
        await expect(recover.end, 'it was not typed').toHaveCount(0)
        await recover.chooseFee('My own rate')
        await recover.ownRate.fill('0.5')
        await expect(recover.panel).toContainText('Type a rate from 1 to')
        await recover.ownRate.fill('300')
        await recover.panel.getByRole('button', { name: /^I agree to/ }).waitFor()
        await look(page, 'recover-high-fee')
        await recover.ownRate.fill('2.5')
        await look(page, 'recover-wallet')
        await recover.go.click()
        await expect(recover.spend('On its way to you')).toBeVisible()
        await recover.panel.getByRole('button', { name: 'Raise its fee' }).click()
        await recover.chooseFee('My own rate')
        await recover.ownRate.fill('3')
        await expect(recover.panel, 'nodes would not take it').toContainText('is the least')
        await recover.ownRate.fill('8')
        const sats = await satsIn(recover.arrives)
        await look(page, 'recover-raise')
        await recover.go.click()
        await expect(recover.panel.getByRole('button', { name: 'Leave it as it is' })).toHaveCount(0)
        await expect(recover.spend('On its way to you')).toHaveCount(1)
        await mine(1)
        await expect(recover.spend('In a block')).toBeVisible()
        expect(await satsAt(addressOfKey(wallet))).toBe(sats)
      }),
    )
  })

  test('R47: though no list of the address is given, a PSBT goes out and comes back signed; what was signed otherwise is refused', async ({
    page,
    guard,
  }) => {
    const recover = new RecoverPage(page)
    const to = addressOfKey(bitcoinKey())
    await flood(page, guard)
    await recover.open(ids.psbt)
    await namePayment(page, await coinAt(await addressOf(ids.psbt)))
    await expect(recover.panel).toContainText('0.00199999 BTC can be taken back')
    await look(page, 'recover-named')
    await recover.sendTo(to)
    await recover.chooseWay('Another signer, by PSBT file')
    const download = page.waitForEvent('download')
    await recover.savePsbt.click()
    const psbt = Uint8Array.from(readFileSync(await (await download).path()))
    const signed = (secret: Uint8Array, change: (transaction: Transaction) => void = () => {}) => {
      const transaction = Transaction.fromPSBT(psbt, { allowUnknownInputs: true })
      change(transaction)
      transaction.sign(secret, [1])
      return transaction.toPSBT()
    }
    await recover.pasted.fill(base64.encode(psbt))
    await recover.go.click()
    await expect(recover.failure).toContainText('It holds no signature.')
    await look(page, 'recover-psbt')
    const redirected = signed(elsewhere.secret, (transaction) =>
      transaction.updateOutput(0, { script: p2wpkh(wallet.publicKey, regtest).script }),
    )
    await recover.pasted.fill(base64.encode(redirected))
    await recover.go.click()
    await expect(recover.failure).toContainText('This pays another address or amount')

    await recover.pasted.fill('')
    const buffer = Buffer.from(signed(elsewhere.secret))
    await recover.signedFile.setInputFiles({
      name: 'signed.psbt',
      mimeType: 'application/octet-stream',
      buffer,
    })
    const sats = await satsIn(recover.arrives)
    await recover.go.click()
    await expect(recover.spend('On its way to you')).toBeVisible()
    await mine(1)
    await expect(recover.spend('In a block')).toBeVisible()
    expect(await satsAt(to)).toBe(sats)
  })

  test('C22: what was paid again to a minted deposit is taken back, and nothing of what was minted', async ({
    page,
  }) => {
    await holdWalletKey(page)
    const recover = new RecoverPage(page)
    await recover.open(ids.minted)
    await expect(recover.panel).toContainText('0.0007 BTC can be taken back')
    await look(page, 'recover-minted')
    await recover.connectBitcoin()
    await recover.useWalletAddress.click()
    const before = await satsAt(addressOfKey(wallet))
    const sats = await satsIn(recover.arrives)
    await recover.go.click()
    await expect(recover.spend('On its way to you')).toBeVisible()
    await mine(1)
    await expect(recover.spend('In a block')).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Taken back' })).toBeVisible()
    expect((await satsAt(addressOfKey(wallet))) - before).toBe(sats)
  })

  test('C13: its staker took one coin and left one: the one is taken back, the other settled for, each with its own words', async ({
    page,
  }) => {
    await holdWalletKey(page)
    await page.addInitScript(
      (secret) => window.localStorage.setItem('sluice-developer-evm-key', secret),
      requester,
    )
    const recover = new RecoverPage(page)
    await recover.open(ids.taken)
    await expect(page.getByText('Your staker took a coin before it was minted')).toBeVisible()
    await expect(page.getByText(/^Your right to 0\.0012 BTC in qpBTC never ends/)).toBeVisible()
    await expect(page.getByText(/^It left 0\.0005 BTC on Bitcoin: that is not minted any more/)).toBeVisible()
    await expect(recover.panel).toContainText('0.0005 BTC can be taken back')
    await look(page, 'recover-swept')
    await recover.connectBitcoin()
    await recover.useWalletAddress.click()
    const before = await satsAt(addressOfKey(wallet))
    const sats = await satsIn(recover.arrives)
    await recover.go.click()
    await expect(recover.spend('On its way to you')).toBeVisible()
    await mine(1)
    await expect(recover.spend('In a block')).toBeVisible()
    expect((await satsAt(addressOfKey(wallet))) - before).toBe(sats)

    await expect(page.getByText(/^It left 0\.0005 BTC on Bitcoin/), 'no longer').toHaveCount(0)
    await page.getByRole('button', { name: 'Connect that account' }).click()
    await page.getByRole('dialog').getByText('Built-in wallet', { exact: true }).click()
    const { recipient } = await depositOf(ids.taken)
    await page.getByRole('button', { name: 'Settle for 0.0012 BTC' }).click()
    await expect(new DepositPage(page).arrived).toBeVisible({ timeout: 30_000 })
    expect((await depositOf(ids.taken)).mintedSats).toBe(TAKEN)
    expect(await qpBtcOf(recipient), 'less 15 bps').toBe(TAKEN - 180n)
    await look(page, 'recover-swept-settled')
  })

  test('in Chinese', async ({ page, baseURL }) => {
    await page.context().addCookies([{ name: 'sluice-language', value: 'zh', url: baseURL ?? '' }])
    await page.goto(`/deposit/${ids.psbt}`)
    await expect(page.getByText('由退款密钥花费。')).toBeVisible()
    await look(page, 'recover-done-zh')
  })
})
