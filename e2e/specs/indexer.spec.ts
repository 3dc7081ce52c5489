import { expect, type Page } from '@playwright/test'
import { addressOf, without } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { control, depositOf, mine, payFromOutside, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

const SATS = 120_000n
const notice = (page: Page) => page.getByText(/^This server’s index does not answer\./)

test('without the index a deposit goes on from the chain alone, and says so until the index is back', async ({
  page,
  guard,
}) => {
  guard.expectConsole(/503/)
  const deposit = new DepositPage(page)
  const { reqId } = await requestDeposit(SATS)
  await expect.poll(async () => (await depositOf(reqId)).state).toBe(2)
  await without('indexer-api', async () => {
    await deposit.open(reqId)
    await expect(notice(page)).toBeVisible()
    await deposit.assigned()
    await page.getByText('What was checked').click()
    await expect(page.getByText(/This server did not answer, so its word was not compared/)).toBeVisible()
    await look(page, 'deposit-index-down')
    await payFromOutside(await addressOf(reqId), SATS)
    await expect(deposit.confirmations(0, 6)).toBeVisible()
    await mine(6)
    await expect(
      page.getByText('The amounts are read from the index, which does not answer now.'),
    ).toBeVisible()
    expect((await depositOf(reqId)).state).toBe(3)
    await look(page, 'deposit-minted-index-down')
  })
  await expect(notice(page)).toBeHidden()
  await expect(deposit.arrived).toBeVisible()
})

test('an index that stands still is named as behind, and no longer once it follows', async ({ page }) => {
  const behind = page.getByRole('status').filter({ hasText: 'Lists are behind the chain' })
  await page.goto('/status')
  await expect(page.getByRole('heading', { level: 1, name: 'Status' })).toBeVisible()
  await without('indexer', async () => {
    await control('/evm/mine', { blocks: 20 })
    await expect(behind).toBeVisible()
    await look(page, 'status-index-behind')
  })
  await expect(behind).toBeHidden()
})
