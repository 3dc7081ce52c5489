import { expect, type Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { SafeWallet } from '../../test/wallets/safe-wallet.ts'
import { look } from '../fixtures/look.ts'
import { depositOf, endpoints, lastReqId } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import {
  announceBitcoin,
  announceEvm,
  BITCOIN_NAME,
  EVM_NAME,
  fundEvm,
  fundedBitcoinWallet,
  fundedEvmWallet,
  saidAfter,
} from '../fixtures/test-wallets.ts'
import { giveQpBtc, withdrawalOf } from '../fixtures/withdrawals.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { WithdrawForm } from '../pages/withdraw-form.ts'
import { WithdrawalPage } from '../pages/withdrawal-page.ts'

const PATIENCE = { timeout: 60_000 }
const alert = (page: Page) => page.getByRole('main').getByRole('alert')

test('X19: whatever an EVM wallet does, the page says it, sends nothing, and the next try works', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const wallet = await fundedEvmWallet()
  await announceEvm(page, wallet)
  const form = new DepositForm(page)
  await form.open()
  const before = await lastReqId()

  await test.step('connecting declined', async () => {
    for (const method of ['wallet_requestPermissions', 'eth_requestAccounts'])
      wallet.refusals.refuse(method, 4001, 'User rejected the request.')
    await form.connect.click()
    await page.getByRole('dialog').getByText(EVM_NAME, { exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(form.connect).not.toHaveAttribute('aria-busy', 'true')
    wallet.refusals.behave()
  })
  await form.connectEvm(EVM_NAME)
  await form.makeRefundKey()
  await form.amount.fill('0.002')
  await expect(form.reserve).not.toHaveAttribute('aria-disabled', 'true')

  const refused: [what: string, code: number, says: RegExp][] = [
    ['locked', 4100, /is locked, or gave this page no access/],
    ['busy with another request', -32_002, /Another request is already waiting in Test wallet/],
    ['cut off from its network', 4900, /has lost its connection to the network/],
    ['unable', 4200, /cannot do this \(eth_sendTransaction\)/],
  ]
  const answered: [what: string, answer: unknown][] = [
    ['a word for a hash', 'pending'],
    ['nothing for a hash', null],
    ['an object for a hash', { hash: '0x' }],
  ]
  const settled = async (what: string, says: RegExp) => {
    await expect(alert(page).filter({ hasText: says }), what).toBeVisible()
    await expect(form.reserve, `${what}: no spinner is left`).not.toHaveAttribute('aria-busy', 'true')
    expect(await saidAfter(page), `${what}: said within a second`).toBeLessThan(1_000)
    wallet.refusals.behave()
  }
  for (const [what, code, says] of refused)
    await test.step(what, async () => {
      wallet.refusals.refuse('eth_sendTransaction', code)
      await form.reserve.click()
      await settled(what, says)
    })
  for (const [what, answer] of answered)
    await test.step(what, async () => {
      wallet.refusals.answer('eth_sendTransaction', answer)
      await form.reserve.click()
      await settled(what, /gave an answer to eth_sendTransaction that makes no sense/)
    })
  await test.step('declined', async () => {
    wallet.refusals.refuse('eth_sendTransaction', 4001, 'User rejected the request.')
    await form.reserve.click()
    await expect(page.getByText('You declined it in the wallet. Nothing was sent.')).toBeVisible()
    await expect(form.reserve).not.toHaveAttribute('aria-busy', 'true')
    wallet.refusals.behave()
  })
  await test.step('no answer: what it must show stands there, and waiting can be stopped (C16)', async () => {
    wallet.refusals.silence('eth_sendTransaction')
    await form.reserve.click()
    const shown = page.getByRole('region', { name: 'Your wallet must show the same' })
    await expect(shown).toContainText('requestDeposit')
    await expect(shown).toContainText('200000')
    await look(page, 'wallet-asks')
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    await expect(alert(page).filter({ hasText: 'You stopped waiting for Test wallet.' })).toBeVisible()
    await look(page, 'wallet-stopped')
    wallet.refusals.behave()
  })
  await test.step('network switched in the moment of sending (T34, C25)', async () => {
    wallet.refusals.during('eth_accounts', () => wallet.moveTo(1))
    await form.reserve.click()
    await expect(page.getByText('Your wallet is on chain 1. Sluice works on Local chain')).toBeVisible()
    await look(page, 'wallet-wrong-network')
    wallet.refusals.refuse('wallet_switchEthereumChain', 4001, 'User rejected the request.')
    await page.getByRole('button', { name: 'Switch to Local chain' }).click()
    await expect(page.getByText(/The wallet did not switch/)).toBeVisible()
    wallet.refusals.behave()
    await page.getByRole('button', { name: 'Switch to Local chain' }).click()
    await expect(form.reserve).not.toHaveAttribute('aria-busy', 'true')
  })
  await test.step('account switched in the moment of sending (C27)', async () => {
    const mine = wallet.key
    wallet.refusals.during('eth_accounts', () => wallet.speakFor(generatePrivateKey()))
    await form.reserve.click()
    await expect(
      alert(page).filter({ hasText: 'The account in Test wallet was changed meanwhile.' }),
    ).toBeVisible()
    wallet.speakFor(mine)
    await expect(page.getByRole('button', { name: /^Wallets:/ })).toContainText(wallet.address.slice(0, 6))
  })
  expect(wallet.sent, 'nothing was sent by any of it').toEqual([])
  expect(await lastReqId()).toBe(before)

  await test.step('C28: the session ends while the page is open: connecting again goes on where it was', async () => {
    const dialog = page.getByRole('dialog')
    wallet.lock()
    await expect(form.connect).toBeVisible()
    wallet.unlock()
    await expect(form.reserve, 'a wallet that gives access again is taken up').toBeVisible()
    wallet.disconnect()
    await expect(form.connect).toBeVisible()
    // it comes back in the very moment in which the person presses
    await form.connect.evaluate((button: HTMLElement, address) => {
      button.click()
      Reflect.get(window, 'tellEvmTestWallet')('accountsChanged', [address])
    }, wallet.address)
    await expect(form.reserve).toBeVisible()
    await expect(dialog).toHaveCount(0)
    wallet.disconnect()
    await expect(form.connect).toBeVisible()
    await expect(dialog, 'no list opens by itself').toHaveCount(0)
    await form.connectEvm(EVM_NAME)
    await expect(form.amount, 'what was typed stays').toHaveValue('0.002')
  })
  await test.step('and then it works, once, also when pressed twice (T34)', async () => {
    await expect(form.reserve).not.toHaveAttribute('aria-disabled', 'true')
    await form.reserve.dblclick()
    await page.waitForURL(/\/deposit\/\d+$/, PATIENCE)
    expect(wallet.sent).toHaveLength(1)
    expect(await lastReqId()).toBe(before + 1n)
  })
})

test('X19: whatever a Bitcoin wallet does, the page says it, and the next try pays once', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const [evm, wallet] = [await fundedEvmWallet(), await fundedBitcoinWallet(10_000_000n)]
  await announceEvm(page, evm)
  await announceBitcoin(page, wallet)
  const form = new DepositForm(page)
  await form.open()
  await form.connectEvm(EVM_NAME)
  const dialog = page.getByRole('dialog')
  const choose = dialog.getByRole('button', { name: BITCOIN_NAME })
  await form.connectBitcoinWallet.click()
  const refused: [what: string, act: () => void, says: RegExp][] = [
    [
      'declined',
      () => wallet.refusals.refuse('wallet_connect', -32_000),
      /You declined it in Test Bitcoin wallet/,
    ],
    ['locked', () => wallet.lock(), /is locked, or gave this page no access/],
    ['nonsense', () => wallet.refusals.answer('wallet_connect', { addresses: 'none' }), /makes no sense/],
    [
      'another key',
      () =>
        wallet.refusals.answer('wallet_connect', {
          addresses: [{ address: wallet.address, publicKey: 'ab'.repeat(32), purpose: 'payment' }],
        }),
      /makes no sense \(publicKey\)/,
    ],
    ['broken', () => wallet.refusals.refuse('wallet_connect', -32_603, 'boom'), /could not do it: boom/],
  ]
  for (const [what, act, says] of refused)
    await test.step(what, async () => {
      act()
      await choose.click()
      await expect(dialog.getByRole('alert').filter({ hasText: says }), what).toBeVisible()
      wallet.unlock()
      wallet.refusals.behave()
    })
  await test.step('no answer', async () => {
    wallet.refusals.silence('wallet_connect')
    await choose.click()
    await dialog.getByRole('button', { name: 'Stop waiting' }).click()
    await expect(choose).toBeVisible()
    wallet.refusals.behave()
  })
  await test.step('another network (C25, C26)', async () => {
    wallet.changeNetwork('Mainnet')
    await choose.click()
    await expect(
      page.getByText(/Your Bitcoin wallet is on Bitcoin; this deployment uses regtest/),
    ).toBeVisible()
    await form.amount.fill('0.003')
    await expect(form.reserve).toHaveAttribute('aria-disabled', 'true')
    wallet.changeNetwork('Regtest')
    await expect(page.getByText(`${BITCOIN_NAME}, regtest`)).toBeVisible()
  })
  await test.step('another account, then gone', async () => {
    const first = wallet.address
    wallet.disconnect()
    await expect(form.connectBitcoinWallet).toBeVisible()
    await form.connectBitcoin(BITCOIN_NAME)
    expect(wallet.address).toBe(first)
  })

  await form.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/, PATIENCE)
  const deposit = new DepositPage(page)
  const pay = page.getByRole('button', { name: `Pay with ${BITCOIN_NAME}` })
  await expect(pay).toBeVisible(PATIENCE)
  // what may have been sent is not asked for again by itself (C22)
  const notSent = page.getByRole('button', { name: 'It was not sent: let me pay again' })
  const paying: [what: string, act: () => void, says: RegExp][] = [
    [
      'declined',
      () => wallet.refusals.refuse('sendTransfer', -32_000),
      /You declined it in Test Bitcoin wallet/,
    ],
    ['locked', () => wallet.refusals.refuse('sendTransfer', -32_002), /is locked/],
    ['no txid', () => wallet.refusals.answer('sendTransfer', { txid: 'pending' }), /makes no sense \(txid\)/],
  ]
  for (const [what, act, says] of paying)
    await test.step(`paying: ${what}`, async () => {
      act()
      await pay.click()
      await expect(page.getByText(says).first(), what).toBeVisible()
      wallet.refusals.behave()
      if (what === 'no txid') await notSent.click()
    })
  await test.step('paying: no answer', async () => {
    wallet.refusals.silence('sendTransfer')
    await pay.click()
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    await expect(page.getByText('Your wallet was asked to pay this')).toBeVisible()
    wallet.refusals.behave()
    await page.reload()
    await expect(notSent, 'a reload forgets nothing (C22)').toBeVisible(PATIENCE)
    await notSent.click()
    await expect(pay).toBeVisible()
  })
  expect(wallet.sent, 'nothing was paid by any of it').toEqual([])
  await pay.click()
  await expect(deposit.seen).toBeVisible(PATIENCE)
  expect(wallet.sent).toHaveLength(1)
})

test('C1, C29: a Safe deposits and, both calls as one, withdraws; a reload finds what waits for its owners', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const keys = [generatePrivateKey(), generatePrivateKey()]
  for (const key of keys) await fundEvm(privateKeyToAccount(key).address)
  const safe = await SafeWallet.deploy(endpoints().evm.rpc[0] ?? '', keys)
  await fundEvm(safe.address)
  await giveQpBtc(safe.address, 200_000n)
  await announceEvm(page, safe)
  const form = new DepositForm(page)
  await form.open()
  await form.connectEvm(EVM_NAME)
  await form.makeRefundKey()
  await form.amount.fill('0.002')
  await form.reserve.click()
  await expect(page.getByText(/With your Safe or smart account/)).toBeVisible()
  await look(page, 'safe-proposed')
  await page.reload()
  await expect(page.getByText(/waits for the owners of your Safe or smart account/)).toBeVisible(PATIENCE)
  await safe.execute()
  const link = page.getByRole('link', { name: /^Go to deposit/ })
  await link.click(PATIENCE)
  await page.waitForURL(/\/deposit\/\d+$/)
  const { recipient } = await depositOf(new DepositPage(page).reqId())
  expect(recipient).toBe(safe.address)

  const withdraw = new WithdrawForm(page)
  await withdraw.open()
  await withdraw.amount.fill('0.002')
  await withdraw.payTo('bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080')
  await expect(withdraw.withdraw).not.toHaveAttribute('aria-disabled', 'true', PATIENCE)
  await withdraw.withdraw.click()
  await expect(page.getByText(/^One signature for both/)).toBeVisible()
  await expect(page.getByText(/With your Safe or smart account/)).toBeVisible()
  await safe.execute()
  await page.waitForURL(/\/withdraw\/\d+$/, PATIENCE)
  const { owner } = await withdrawalOf(new WithdrawalPage(page).reqId())
  expect(owner).toBe(safe.address)
})

test('WalletConnect is not there without a project id, and asleep with one until it is chosen', async ({
  page,
  guard,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const form = new DepositForm(page)
  await form.open()
  await form.connect.click()
  await expect(page.getByRole('dialog').getByText('Built-in wallet')).toBeVisible()
  await expect(page.getByRole('dialog').getByText('WalletConnect')).toHaveCount(0)
  // the same page, as a server with a project id gives it
  await page.route('**/deposit', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replaceAll(
      /(\\?"walletConnectProjectId\\?":)null/g,
      (_, name: string) =>
        `${name}${name.includes('\\') ? '\\"' : '"'}${'ab'.repeat(16)}${name.includes('\\') ? '\\"' : '"'}`,
    )
    await route.fulfill({ response: answer, body })
  })
  await form.open()
  await form.connect.click()
  const entry = page.getByRole('dialog').getByText('WalletConnect').last()
  await expect(entry).toBeVisible()
  await look(page, 'wallet-connect')
  await page.waitForLoadState('networkidle')
  expect(
    asked.filter((url) => url.includes('walletconnect')),
    'nobody was asked',
  ).toEqual([])
  const before = asked.length
  // its relay is not in this server's policy, so nothing can leave: that it is tried is what shows that the press woke it
  guard.expectConsole(/Content Security Policy|WalletConnect|walletconnect|relay|WebSocket/i)
  await entry.click()
  await expect.poll(() => asked.length, 'its library comes with the press').toBeGreaterThan(before)
})
