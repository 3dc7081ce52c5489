import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { addressOf } from '../fixtures/bitcoin.ts'
import { pressEnterOn, tabTo, typeInto } from '../fixtures/keyboard.ts'
import { look } from '../fixtures/look.ts'
import { control, depositOf, mine, payFromOutside, requestDeposits } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { giveQpBtc, holders, setMinMinerFees, shareOf, withdrawalOf } from '../fixtures/withdrawals.ts'
import { WithdrawForm } from '../pages/withdraw-form.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

// A day passes twice, and a phone has no keyboard: photographed there by the gallery.
test.skip(({ isMobile }) => isMobile && !process.env.GALLERY_DIR, 'run on phones by the gallery')

const PATIENCE = { timeout: 60_000 }
const ADDRESS = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'
const DEPOSIT = 400_000n
/** What the two that pay at once cannot carry. */
const REST = 300_000n
const HIGH_FEE = 50_000n

/** Deposits until three stakers hold something, so that two can pay and a third is waited for. */
const spread = async () => {
  for (;;) {
    const holding = (await holders()).filter(({ sats }) => sats >= DEPOSIT / 2n)
    if (holding.length >= 3) return holding
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

test('C14, C17, C34: by keyboard alone, larger than any one staker carries and than all can pay now: split, queued, drained, told', async ({
  page,
  context,
}) => {
  test.setTimeout(420_000)
  const [one, two, ...others] = await spread()
  if (!one || !two) throw new Error('nobody holds anything')
  await setMinMinerFees(
    HIGH_FEE,
    others.map(({ account }) => account),
  )
  const key = generatePrivateKey()
  const owner = privateKeyToAddress(key)
  await control('/faucet/evm', { address: owner, wei: String(10n ** 18n) })
  // 15 bps go as the redeem fee before anything is split
  const sats = ((one.sats + two.sats + REST) * 10_000n) / 9_985n + 1n
  await giveQpBtc(owner, sats)
  await page.addInitScript((secret) => window.localStorage.setItem('sluice-developer-evm-key', secret), key)
  await context.grantPermissions(['notifications'])
  const told: string[] = []
  await page.exposeFunction('notified', (title: string) => told.push(title))
  await page.addInitScript(() => {
    const Real = window.Notification
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        void (window as unknown as { notified: (title: string) => void }).notified(title)
      }
    }
  })

  const form = new WithdrawForm(page)
  await form.open()
  await pressEnterOn(page.getByRole('main').getByRole('button', { name: 'Connect EVM wallet' }))
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Built-in wallet').waitFor()
  await pressEnterOn(dialog.getByRole('button', { name: 'Built-in wallet' }))
  await form.withdraw.waitFor()
  await pressEnterOn(form.everything)
  await typeInto(form.address, ADDRESS)
  await typeInto(form.ending, ADDRESS.slice(-4))
  await tabTo(page.getByRole('radio', { checked: true }))
  for (let left = 4; left > 0 && !(await page.getByRole('radio', { name: 'My own' }).isChecked()); left -= 1)
    await page.keyboard.press('ArrowDown')
  await typeInto(page.getByRole('textbox', { name: 'Miner fee for each share' }), '1000')
  await expect(page.getByText('Arrives on Bitcoin')).toBeVisible(PATIENCE)
  await look(page, 'withdraw-form-split')
  await pressEnterOn(form.withdraw)
  await page.waitForURL(/\/withdraw\/\d+$/, PATIENCE)

  const withdrawal = new WithdrawalPage(page)
  const reqId = withdrawal.reqId()
  await expect(page.getByRole('heading', { name: 'Share 1 of 2' })).toBeVisible(PATIENCE)
  await expect(page.getByRole('heading', { name: 'Share 2 of 2' })).toBeVisible()
  await expect(
    page.getByText(
      /^No staker that holds enough takes a miner fee of 1.000 sats now: the least that another asks is 50.000 sats/,
    ),
  ).toBeVisible(PATIENCE)
  await expect(page.getByRole('button', { name: 'Ask for its draw' })).toHaveCount(0)
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
  await expect(page.getByText('Seen, not yet in a block.')).toHaveCount(2, PATIENCE)
  await look(page, 'withdraw-split-queued')
  await mine(6)
  await expect(page.getByText('Partly paid').first()).toBeVisible(PATIENCE)
  await expect(page.getByText('Paid and burned')).toHaveCount(2, PATIENCE)
  await expect(withdrawal.complete, 'T10: a part still waits').toHaveCount(0)
  expect(told).toContain(`Withdrawal ${reqId}: a share is paid`)

  await setMinMinerFees(0n)
  await expect(page.getByRole('heading', { name: 'Share 3 of 3' }), 'the keeper drains it').toBeVisible(
    PATIENCE,
  )
  await expect(page.getByText('Seen, not yet in a block.')).toBeVisible(PATIENCE)
  await mine(6)
  await expect(withdrawal.complete).toBeVisible(PATIENCE)
  expect((await withdrawalOf(reqId)).state).toBe(5)
  await expect.poll(() => told.at(-1)).toBe(`Withdrawal ${reqId}: everything is paid`)
  const history = page
    .getByRole('region', { name: 'What happened' })
    .or(page.locator('section', { hasText: 'What happened' }))
  await expect(history.getByText('Drawn for out of the queue').first()).toBeVisible(PATIENCE)
  await look(page, 'withdraw-split-complete')
})
