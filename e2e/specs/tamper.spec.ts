import { expect } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { depositOf, endpoints, requestDeposit } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositPage } from '../pages/deposit-page.ts'

const assigned = async (): Promise<{ reqId: bigint; script: string }> => {
  const { reqId } = await requestDeposit(100_000n)
  await expect.poll(async () => (await depositOf(reqId)).script).not.toBe('0x')
  return { reqId, script: (await depositOf(reqId)).script.slice(2) }
}
/** The same script with another program: what a thief would put there. */
const swapped = (script: string): string => `${script.slice(0, 4)}${'ab'.repeat(32)}`

const nothingPayable = async (deposit: DepositPage): Promise<void> => {
  await expect(deposit.alarm).toBeVisible()
  await expect(deposit.qr).toHaveCount(0)
  await expect(deposit.payment).toHaveCount(0)
  await expect(deposit.page.getByText(/bcrt1/)).toHaveCount(0)
}

test('T32: an API that names another Bitcoin address gets an alarm, and nothing payable is shown', async ({
  page,
}) => {
  const { reqId, script } = await assigned()
  await page.route('**/api/v1/requests/**', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(script, swapped(script)) })
  })
  const deposit = new DepositPage(page)
  await deposit.open(reqId)
  await nothingPayable(deposit)
  await look(page, 'deposit-alarm')
})

test('T32: so does an RPC endpoint that names another script', async ({ page }) => {
  const { reqId, script } = await assigned()
  await page.route(`${endpoints().evm.rpc[0]}/**`, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(script, swapped(script)) })
  })
  const deposit = new DepositPage(page)
  await deposit.open(reqId)
  await nothingPayable(deposit)
})
