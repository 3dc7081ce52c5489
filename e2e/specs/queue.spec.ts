import { expect } from '@playwright/test'
import { addressOf } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { atPrice, depositOf, mine, payFromOutside, quoteOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** sats a token at which no staker has room for anything */
const NEXT_TO_NOTHING = 1
const KEEPER = { timeout: 60_000 }
const [QUEUED, OFFERED, ASSIGNED, MINTED] = [7, 8, 2, 3]

test('X18: nothing is free: waits in the queue, is offered, accepts with the bond, pays half and settles for it, through reloads', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.connectBitcoin()
  await atPrice(NEXT_TO_NOTHING, async () => {
    await expect.poll(async () => (await quoteOf(10_000n)).maxSats, KEEPER).toBe(0n)
    await form.amount.fill('0.004')
    await expect(page.getByText('Nothing is free now')).toBeVisible()
    const wait = page.getByRole('button', { name: 'Wait in the queue for 0.004 BTC' })
    await expect(wait, 'not without a yes').toBeDisabled()
    await page.getByRole('checkbox', { name: /^Wait in the queue/ }).check({ force: true })
    await look(page, 'deposit-form-queue')
    await wait.click()
    await page.waitForURL(/\/deposit\/\d+$/)
    await expect(page.getByText('Place 1', { exact: true })).toBeVisible()
    const { state, bondWei } = await depositOf(deposit.reqId())
    expect([state, bondWei], 'no bond while it waits').toEqual([QUEUED, 0n])
    await expect(page.getByText('There is no address yet: do not pay anything.')).toBeVisible()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Leave the queue' })).toBeVisible()
    await expect(page.getByText('Likely wait from now'), 'an estimate with its reason').toContainText(
      /past one|none so far/,
    )
    await look(page, 'deposit-queued')
  })
  const reqId = deposit.reqId()
  await expect(page.getByText('It is your turn')).toBeVisible(KEEPER)
  expect((await depositOf(reqId)).state).toBe(OFFERED)
  const tab = await context.newPage()
  await tab.goto(`/deposit/${reqId}`)
  await expect(tab.getByRole('button', { name: /^Accept with a bond of/ })).toBeVisible()
  await look(page, 'deposit-offered')
  await page.getByRole('button', { name: /^Accept with a bond of/ }).click()
  await deposit.assigned()
  await expect(
    tab.getByRole('button', { name: /^Accept with a bond of/ }),
    'a second tab follows',
  ).toHaveCount(0)
  await tab.close()
  const assigned = await depositOf(reqId)
  expect(assigned.state).toBe(ASSIGNED)
  expect(assigned.bondWei).toBeGreaterThan(0n)

  await payFromOutside(await addressOf(reqId), 100_000n)
  await mine(6)
  await page.getByRole('button', { name: 'Settle for 0.001 BTC' }).click(KEEPER)
  await expect(deposit.arrived).toBeVisible(KEEPER)
  const settled = await depositOf(reqId)
  expect([settled.state, settled.sats, settled.mintedSats]).toEqual([MINTED, 100_000n, 100_000n])
  expect(settled.bondWei, 'a quarter was paid for').toBe(assigned.bondWei / 4n)
  await look(page, 'deposit-settled')
})
