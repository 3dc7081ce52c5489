import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { hex } from '@scure/base'
import { Address, OutScript, TEST_NETWORK } from '@scure/btc-signer'
import { flood, namePayment } from '../fixtures/flood.ts'
import { look } from '../fixtures/look.ts'
import { readQr } from '../fixtures/read-qr.ts'
import { depositOf, mine, payFromOutside } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

const AFTER_RELOAD = { timeout: 30_000 }
const regtest = { ...TEST_NETWORK, bech32: 'bcrt' }

test('T32, C23: a wallet outside pays the text decoded from the QR, which is the contract’s own address', async ({
  page,
  guard,
}) => {
  test.setTimeout(240_000)
  const form = new DepositForm(page)
  const deposit = new DepositPage(page)
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.amount.fill('0.0123')
  await form.chooseRefund('A key made by this page')
  await page.getByRole('button', { name: 'Make a refund key' }).click()
  await expect(form.reserve, 'nothing goes on before the recovery file is saved').toBeDisabled()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the recovery file' }).click()
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(JSON.stringify(file), 'the file holds the key').toMatch(/[cK-L5][1-9A-HJ-NP-Za-km-z]{50,51}/)
  await form.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/)
  await deposit.assigned()

  const link = await readQr(deposit.qr)
  const [, address = '', amount] = /^bitcoin:([a-z0-9]+)\?amount=([0-9.]+)/i.exec(link) ?? []
  expect(amount).toBe('0.0123')
  const onChain = await depositOf(deposit.reqId())
  const script = hex.encode(OutScript.encode(Address(regtest).decode(address.toLowerCase())))
  expect(`0x${script}`, 'QR = the contract’s script').toBe(onChain.script)

  const { txid } = await payFromOutside(address.toLowerCase(), 1_230_000n)
  await expect(deposit.seen).toBeVisible()
  await expect(deposit.qr).toBeHidden()

  await flood(page, guard)
  await expect(page.getByText('Bitcoin cannot be asked about this address now')).toBeVisible()
  await expect(deposit.seen, 'what was seen stands (C22)').toBeVisible()
  await page.reload()
  await expect(page.getByText('Have you paid already?')).toBeVisible(AFTER_RELOAD)
  await expect(deposit.qr, 'nobody is asked to pay twice (C22)').toBeHidden()
  await look(page, 'deposit-unseen')
  await namePayment(page, `${txid}:7`)
  await expect(page.getByText('This transaction does not pay the address of this deposit.')).toBeVisible()
  await namePayment(page, txid)
  await expect(deposit.seen).toBeVisible()
  await mine(6)
  await expect(deposit.arrived).toBeVisible()
})
