import { expect } from '@playwright/test'
import { hex } from '@scure/base'
import { p2pkh, p2sh, p2wpkh } from '@scure/btc-signer'
import { hash160 } from '@scure/btc-signer/utils.js'
import { bitcoind, bitcoinKey, regtest } from '../fixtures/bitcoin.ts'
import { look } from '../fixtures/look.ts'
import { depositOf } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'
import { DepositPage } from '../pages/deposit-page.ts'
import { DeveloperPanel } from '../pages/developer-panel.ts'

/** Bitcoin Core signs, so that nothing of this product judges its own work. */
const sign = (wif: string, message: string): Promise<string> =>
  bitcoind('signmessagewithprivkey', wif, message)

const kinds = [
  { kind: 'native segwit', of: (key: Uint8Array) => p2wpkh(key, regtest).address },
  { kind: 'nested segwit', of: (key: Uint8Array) => p2sh(p2wpkh(key, regtest), regtest).address },
  { kind: 'legacy', of: (key: Uint8Array) => p2pkh(key, regtest).address },
]

test('a typed refund address is taken once its key has signed, whatever its kind, and no other key will do', async ({
  page,
}) => {
  const form = new DepositForm(page)
  await form.open()
  await form.chooseRefund('An address I type')
  for (const { kind, of } of kinds) {
    const own = bitcoinKey()
    await form.refundAddress.fill(of(own.publicKey) ?? '')
    await expect(form.refundMessage, kind).toContainText(of(own.publicKey) ?? 'an address')
    const message = (await form.refundMessage.textContent()) ?? ''
    await form.signature.fill(await sign(bitcoinKey().wif, message))
    await expect(form.signature, `${kind}: another key`).toHaveAttribute('aria-invalid', 'true')
    await form.signature.fill(await sign(own.wif, `${message} `))
    await expect(form.signature, `${kind}: another text`).toHaveAttribute('aria-invalid', 'true')
    await form.signature.fill(await sign(own.wif, message))
    await expect(form.signature, kind).toHaveAccessibleDescription('Proven: this key can sign.')
  }
  await look(page, 'deposit-form-refund-proven')
})

test('the request carries the hash of the key that signed', async ({ page }) => {
  const form = new DepositForm(page)
  const own = bitcoinKey()
  await form.open()
  await new DeveloperPanel(page).fund()
  await form.connectEvm()
  await form.amount.fill('0.004')
  await form.chooseRefund('An address I type')
  await form.refundAddress.fill(p2wpkh(own.publicKey, regtest).address ?? '')
  await expect(form.refundMessage).toContainText('Sluice refund')
  await expect(form.reserve, 'an address without a signature is not enough').toBeDisabled()
  await form.signature.fill(await sign(own.wif, (await form.refundMessage.textContent()) ?? ''))
  await expect(form.reserve).toBeEnabled()
  await form.reserve.click()
  await page.waitForURL(/\/deposit\/\d+$/)
  const deposit = new DepositPage(page)
  await deposit.assigned()
  const { refundPubKeyHash } = await depositOf(deposit.reqId())
  expect(refundPubKeyHash).toBe(`0x${hex.encode(hash160(own.publicKey))}`)
})
