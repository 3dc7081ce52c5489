import { expect } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { addressOf, without } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { control, depositOf, endpoints, payFromOutside, requestDeposits } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { watchAs } from '../fixtures/watching-wallet.ts'
import { requestWithdrawal } from '../fixtures/withdrawals.ts'
import { ActivityPage } from '../pages/activity-page.ts'

const script = `0x0014751e76e8199196d454941c45d1b3a323f1433bd6` as const
const PAID_TO = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'
const SATS = 20_000n
/** One more than a page of the list holds. */
const MANY = 21
const PATIENCE = { timeout: 45_000 }

test('C5, C6, C15, C33: every request of the account, to the last; ahead of the index; never another account’s', async ({
  page,
  guard,
}) => {
  test.setTimeout(300_000)
  const key = generatePrivateKey()
  const me = privateKeyToAddress(key)
  const stranger = privateKeyToAddress(generatePrivateKey())
  const { reqIds } = await requestDeposits(MANY, SATS, undefined, key)
  const first = reqIds[0] ?? 0n
  const activity = new ActivityPage(page)
  await watchAs(page, me)
  await activity.open()
  await look(page, 'activity-nobody')
  await activity.connect('Watching wallet')

  // to the last one (C33)
  await expect(activity.rows).toHaveCount(MANY - 1)
  await expect(page.getByText(/^20 requests shown, there are more/)).toBeVisible()
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(activity.rows).toHaveCount(MANY)
  await expect(page.getByText('21 requests. That is all.')).toBeVisible()
  await expect(page.getByText(/^List complete up to block [\d\s]+; the chain is at [\d\s]+\.$/)).toBeVisible()
  const csv = (await activity.save('CSV')).trimEnd().split('\r\n')
  expect(csv.slice(1).map((line) => line.split(',')[0])).toEqual([...reqIds].reverse().map(String))
  const json: { reqId: string; sats: string }[] = JSON.parse(await activity.save('JSON'))
  expect(json.map(({ reqId, sats }) => [reqId, sats])).toEqual(
    [...reqIds].reverse().map((id) => [`${id}`, `${SATS}`]),
  )

  // what waits for the person: in the list, in the navigation, in the title; no longer once it is done
  for (const reqId of reqIds) await expect.poll(async () => (await depositOf(reqId)).state, PATIENCE).toBe(2)
  const one = activity.row('Deposit', first)
  await expect(one.getByText('Pay it')).toBeVisible(PATIENCE)
  await expect(page).toHaveTitle(/^\(21\) Activity/, PATIENCE)
  await expect(page.getByRole('link', { name: /21 need you/ })).toBeVisible()
  await payFromOutside(await addressOf(first), SATS)
  await expect(one.getByText('Pay it')).toBeHidden(PATIENCE)
  await expect(page).toHaveTitle(/^\(20\) Activity/)
  await one.getByText('What happened').click()
  await expect(one.getByText('Staker drawn')).toBeVisible()
  await look(page, 'activity-list')

  // narrowed, and the same after a reload, because the URL says it
  await activity.show.selectOption({ label: 'Minted' })
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await activity.show.selectOption({ label: 'Open deposits' })
  await activity.search.fill(first.toString())
  await expect(activity.rows).toHaveCount(1)
  await expect(page).toHaveURL(/kind=deposit&state=open&search=\d+$/)
  await page.reload()
  await expect(activity.search).toHaveValue(first.toString())
  await expect(activity.rows).toHaveCount(1)
  await activity.search.fill('alice')
  await expect(activity.search).toHaveAccessibleDescription(/That is none of these/)
  await expect(activity.search).toHaveAttribute('aria-invalid', 'true')
  guard.expectConsole(/400/)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(activity.rows).toHaveCount(MANY - 1)

  // the index stands still: what is on chain shows all the same (C5, C6)
  await without('indexer', async () => {
    await control('/evm/mine', { blocks: 20 })
    await expect(page.getByRole('status').filter({ hasText: 'Lists are behind the chain' })).toBeVisible(
      PATIENCE,
    )
    const { reqId, tx } = await requestWithdrawal(30_000n, script, key)
    const late = activity.row('Withdrawal', reqId)
    await expect(late.getByText('On chain; the list has not caught up with it yet')).toBeVisible(PATIENCE)
    await look(page, 'activity-behind')
    for (const search of [tx, PAID_TO]) {
      await activity.search.fill(search)
      await expect(activity.rows).toHaveCount(1)
      await expect(late).toBeVisible()
    }
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(activity.rows).toHaveCount(MANY)
  })

  // it is gone: the list stays, and a number is still found after a reload
  guard.expectConsole(/503/)
  await without('indexer-api', async () => {
    await expect(page.getByText('This server’s list does not answer')).toBeVisible({ timeout: 90_000 })
    await expect(activity.row('Deposit', reqIds.at(-1) ?? 0n), 'what was read stays').toBeVisible()
    await activity.open(`?search=${first}`)
    await expect(activity.row('Deposit', first)).toBeVisible(PATIENCE)
    await look(page, 'activity-index-down')
  })
  await activity.open()
  await expect(page.getByText('This server’s list does not answer')).toBeHidden(PATIENCE)
  await expect(activity.rows).toHaveCount(20, PATIENCE)

  // another account: none of these rows, at once and after a while
  await page.evaluate((address) => window.switchAccount(address), stranger)
  await expect(page.getByText('Nothing yet')).toBeVisible()
  await expect(activity.rows).toHaveCount(0)
  await expect(page).toHaveTitle(/^Activity/)
  await look(page, 'activity-empty')
})

/** What a browser wrote down before a wallet opened, of a request that came to nothing. */
const begun = (owner: string) => {
  const { EntanglementManager: manager = '', WithdrawalManager: withdrawals = '' } = endpoints().contracts
  const common = { sats: '250000', fromBlock: 0, hash: null }
  const deposit = {
    ...common,
    id: crypto.randomUUID(),
    chainId: endpoints().evm.chainId,
    manager,
    requester: owner,
    recipient: owner,
    refundPubKeyHash: `0x${'11'.repeat(20)}`,
    madeAt: 1,
  }
  const withdrawal = {
    ...common,
    id: crypto.randomUUID(),
    withdrawals,
    owner,
    payoutScript: script,
    maxFeeSats: '1000',
  }
  return { deposit, withdrawal }
}

test('C5, C6, C7: what was begun here and cannot be asked about is called unknown, never lost; an empty list that lags says so', async ({
  page,
  guard,
}) => {
  const me = privateKeyToAddress(generatePrivateKey())
  const activity = new ActivityPage(page)
  await page.addInitScript(({ deposit, withdrawal }) => {
    window.localStorage.setItem('sluice-deposit-intents', JSON.stringify([deposit]))
    window.localStorage.setItem('sluice-withdrawal-intents', JSON.stringify([withdrawal]))
  }, begun(me))
  await watchAs(page, me)
  await activity.open()
  await activity.connect('Watching wallet')
  const pending = page.getByRole('main').getByRole('listitem').filter({ hasText: 'You began a request to' })
  await expect(pending).toHaveText([
    /^You began a request to deposit 0\.0025 BTC\. The chain has none like it/,
    /^You began a request to withdraw 0\.0025 qpBTC\. The chain has none like it/,
  ])

  guard.expectConsole(/ERR_FAILED/)
  const rpc = `${endpoints().evm.rpc[0]}/**`
  await without('indexer', async () => {
    await control('/evm/mine', { blocks: 20 })
    await expect(page.getByRole('status').filter({ hasText: 'Lists are behind the chain' })).toBeVisible(
      PATIENCE,
    )
    // a wallet knows its own network; of what is on chain nobody says anything
    await page.route(rpc, (route) =>
      route.request().postData()?.includes('eth_chainId') ? route.continue() : route.abort(),
    )
    await expect(pending).toHaveText(
      [
        /deposit 0\.0025 BTC\. The chain does not say now/,
        /withdraw 0\.0025 qpBTC\. The chain does not say now/,
      ],
      PATIENCE,
    )
    await page.reload()
    await expect(pending).toHaveText([/does not say now/, /does not say now/], PATIENCE)
    await expect(page.getByText('Not known yet'), 'nor is the list called empty').toBeVisible(PATIENCE)
    await expect(page.getByText('The chain does not answer your browser either')).toBeVisible()
    await look(page, 'activity-unknown')
    await page.unroute(rpc)
    await expect(page.getByText('Nothing yet')).toBeVisible(PATIENCE)
    await expect(pending).toHaveText([/has none like it/, /has none like it/], PATIENCE)
  })
  await pending.first().getByRole('button', { name: 'Forget it' }).click()
  await expect(pending).toHaveText([/withdraw 0\.0025 qpBTC/])
})
