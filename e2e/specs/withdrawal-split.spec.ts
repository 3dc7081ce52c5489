import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { addressOf, without } from '../fixtures/bitcoin.ts'
import { pressEnterOn, tabTo, typeInto } from '../fixtures/keyboard.ts'
import { look } from '../fixtures/look.ts'
import { control, depositOf, mine, payFromOutside, requestDeposits } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import {
  giveQpBtc,
  holders,
  payShare,
  setMinMinerFees,
  shareOf,
  withdrawalOf,
} from '../fixtures/withdrawals.ts'
import { WithdrawForm } from '../pages/withdraw-form.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

const PATIENCE = { timeout: 60_000 }
const ADDRESS = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'
const DEPOSIT = 400_000n
/** What the two that pay at once cannot carry. */
const REST = 300_000n
const HIGH_FEE = 50_000n
/** One by each of the two that take the fee, and one for the rest, later. */
const PAYMENTS = 3n

/**
 * Deposits until three stakers hold something; the two that hold least of them go on taking any miner fee, the others do not.
 * @returns what the two can pay together
 */
const spread = async (): Promise<bigint> => {
  for (;;) {
    const holding = (await holders()).filter(({ sats }) => sats >= DEPOSIT / 2n)
    if (holding.length >= 3) {
      const two = holding.slice(0, 2).map(({ account }) => account)
      await setMinMinerFees(HIGH_FEE, two)
      const left = (await holders()).filter(({ account }) => two.includes(account))
      return left.reduce((sum, { sats }) => sum + sats, 0n)
    }
    const { reqIds } = await requestDeposits(4, DEPOSIT)
    for (const reqId of reqIds) {
      await expect.poll(async () => (await depositOf(reqId)).state, PATIENCE).toBe(2)
      await payFromOutside(await addressOf(reqId), DEPOSIT)
    }
    await mine(6)
    for (const reqId of reqIds)
      await expect.poll(async () => (await depositOf(reqId)).state, PATIENCE).toBe(3)
  }
}

/** Writes down what the page would have the system tell the person. */
const listen = async (page: Page): Promise<readonly string[]> => {
  const told: string[] = []
  await page.context().grantPermissions(['notifications'])
  await page.exposeFunction('notified', (title: string) => told.push(title))
  await page.addInitScript(() => {
    const Real = window.Notification
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        Reflect.get(window, 'notified')(title)
      }
    }
  })
  return told
}

const digits = (text: string | null | undefined) => BigInt(text?.replaceAll(/\D/g, '') ?? '')

/** Goes through every choice of the miner fee by the arrow keys alone; what is charged follows each. */
const walkFees = async (page: Page): Promise<void> => {
  const charged = page
    .locator('dl > div', { hasText: /^Miner fee, you pay/ })
    .getByTitle(/sats$/)
    .first()
  const isCharged = (sats: bigint, name: string) =>
    expect.poll(async () => digits(await charged.getAttribute('title')), name).toBe(PAYMENTS * sats)
  await tabTo(page.getByRole('radio', { checked: true }))
  for (const name of ['Low', 'Normal', 'High', 'My own']) {
    const radio = page.getByRole('radio', { name })
    for (let left = 4; left > 0 && !(await radio.isChecked()); left -= 1)
      await page.keyboard.press('ArrowDown')
    await expect(radio, `${name}, by the arrow keys`).toBeChecked()
    if (name === 'My own') continue
    const label = page.locator('label').filter({ has: radio })
    await isCharged(digits(/([\d\s]+) sats/.exec((await label.textContent()) ?? '')?.[1]), name)
  }
  await typeInto(page.getByRole('textbox', { name: 'Miner fee for each share' }), '1000')
  await isCharged(1_000n, 'My own')
}

test('C14, C17, C34: by keyboard alone, larger than any one staker and than all who take its miner fee can pay: split, queued, drained, told', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const payable = await spread()
  const key = generatePrivateKey()
  const owner = privateKeyToAddress(key)
  await control('/faucet/evm', { address: owner, wei: String(10n ** 18n) })
  // 15 bps go as the redeem fee before anything is split
  await giveQpBtc(owner, ((payable + REST) * 10_000n) / 9_985n + 1n)
  await page.addInitScript((secret) => window.localStorage.setItem('sluice-developer-evm-key', secret), key)
  const told = await listen(page)

  const form = new WithdrawForm(page)
  const withdrawal = new WithdrawalPage(page)
  await form.open()
  await pressEnterOn(page.getByRole('main').getByRole('button', { name: 'Connect EVM wallet' }))
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Built-in wallet').waitFor()
  await pressEnterOn(dialog.getByRole('button', { name: 'Built-in wallet' }))
  await form.withdraw.waitFor()
  await pressEnterOn(form.everything)
  await typeInto(form.address, ADDRESS)
  await typeInto(form.ending, ADDRESS.slice(-4))
  await walkFees(page)
  await look(page, 'withdraw-form-split')

  let reqId = 0n
  await without('keeper', async () => {
    await pressEnterOn(form.withdraw)
    await page.waitForURL(/\/withdraw\/\d+$/, PATIENCE)
    reqId = withdrawal.reqId()
    expect((await withdrawalOf(reqId)).maxFeeSats, 'C17: the fee that was typed').toBe(1_000n)
    await withdrawal.resolve.waitFor(PATIENCE)
    await pressEnterOn(withdrawal.resolve)
    await expect(page.getByRole('heading', { name: 'Share 1 of 2' })).toBeVisible(PATIENCE)
    await expect(page.getByRole('heading', { name: 'Share 2 of 2' })).toBeVisible()
    await expect(page.getByText('Place 1', { exact: true })).toBeVisible()
    await expect(
      page.getByText(
        /^No staker that holds enough takes a miner fee of 1.000 sats now: the least that another asks is 50.000 sats/,
      ),
    ).toBeVisible(PATIENCE)
    await expect(page.getByRole('button', { name: 'Ask for its draw' }), 'it would be in vain').toHaveCount(0)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      pressEnterOn(page.getByRole('button', { name: 'Add the deadline to a calendar' })),
    ])
    expect(file.suggestedFilename()).toBe(`sluice-withdrawal-${reqId}.ics`)
    const { deadlineHeight } = await shareOf(reqId, 0)
    const entry = readFileSync(await file.path(), 'utf8').replaceAll('\r\n ', '')
    expect(entry).toContain(`by Bitcoin block ${deadlineHeight}`)
    expect(entry).toContain('BEGIN:VALARM')
    await expect(page.getByText('You will be notified while this page is open in a tab.')).toBeVisible()
    await look(page, 'withdraw-split-queued')
    // the first share is paid, and a staker comes down with its miner fee
    await payShare(reqId, 0)
    await setMinMinerFees(0n)
  })

  await expect(page.getByRole('heading', { name: 'Share 3 of 3' }), 'the keeper drains it').toBeVisible(
    PATIENCE,
  )
  await expect(page.getByText('Partly paid').first()).toBeVisible(PATIENCE)
  await expect(withdrawal.complete, 'T10: parts still wait').toHaveCount(0)
  await expect.poll(() => told).toContain(`Withdrawal ${reqId}: a share is paid`)
  await expect(page.getByText('Seen, not yet in a block.')).toHaveCount(2, PATIENCE)
  await mine(6)
  await expect(withdrawal.complete).toBeVisible(PATIENCE)
  expect((await withdrawalOf(reqId)).state).toBe(5)
  await expect.poll(() => told.at(-1)).toBe(`Withdrawal ${reqId}: everything is paid`)
  await expect(page.getByText('Drawn for out of the queue').first()).toBeVisible(PATIENCE)
  await look(page, 'withdraw-split-complete')
})
