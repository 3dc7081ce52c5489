import { expect } from '@playwright/test'
import { look } from '../fixtures/look.ts'
import { test } from '../fixtures/test.ts'
import { DepositForm } from '../pages/deposit-form.ts'

const amounts: [what: string, typed: string, says: RegExp][] = [
  ['zero', '0', /least|more than|above/i],
  ['under dust', '0.00009999', /least/i],
  ['above capacity', '20999999', /most|room/i],
  ['nine decimals', '0.123456789', /decimals/i],
  ['a negative amount', '-1', /digits|number|minus|negative/i],
  ['an exponent', '1e3', /digits|number|exponent/i],
  ['words', 'one', /digits|number/i],
]
const accepted: [what: string, typed: string, reads: string][] = [
  ['spaces', ' 0.05 ', '0.05'],
  ['full-width digits', '０．０５', '0.05'],
  ['thin groups', '0.050 000', '0.05'],
]
const refundAddresses: [what: string, typed: string, says: RegExp][] = [
  ['another network', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', /network|regtest/i],
  [
    'Taproot',
    'bcrt1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqc8gma6',
    /Taproot|mistyped|checksum/i,
  ],
  ['a wrong checksum', 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt081', /mistyped|checksum/i],
  ['an EVM address', '0x52908400098527886E0F7030069857D2E4169EE7', /EVM/i],
]

test.describe('the form says what is wrong as one types, and loses nothing', () => {
  test('amounts', async ({ page }) => {
    const form = new DepositForm(page)
    await form.open()
    await expect(page.getByText(/From 0\.0001 to/)).toBeVisible()
    for (const [what, typed, says] of amounts) {
      await form.amount.fill(typed)
      await expect(form.amount, what).toHaveAttribute('aria-invalid', 'true')
      await expect(form.amount, what).toHaveAccessibleDescription(says)
      await expect(form.amount, `${what}: what was typed stays`).toHaveValue(typed)
    }
    await look(page, 'deposit-form-amount-error')
    for (const [what, typed, reads] of accepted) {
      await form.amount.fill(typed)
      await expect(form.amount, what).not.toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByRole('button', { name: /^Reserve|^Connect/ }).last(), what).toBeVisible()
      await expect(
        page.getByText(`${reads} BTC`).filter({ visible: true }).first(),
        `${what}: read as ${reads}`,
      ).toBeVisible()
    }
  })

  test('recipient', async ({ page }) => {
    const form = new DepositForm(page)
    await form.open()
    for (const typed of [
      '0x123',
      'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080',
      '0x52908400098527886E0F7030069857D2E4169Ee7',
    ]) {
      await form.recipient.fill(typed)
      await expect(form.recipient, typed).toHaveAttribute('aria-invalid', 'true')
    }
    await form.recipient.fill('0x52908400098527886E0F7030069857D2E4169EE7')
    await expect(form.recipient).not.toHaveAttribute('aria-invalid', 'true')
  })

  test('refund key', async ({ page }) => {
    const form = new DepositForm(page)
    await form.open()
    await form.chooseRefund('An address I type')
    for (const [what, typed, says] of refundAddresses) {
      await form.refundAddress.fill(typed)
      await expect(form.refundAddress, what).toHaveAttribute('aria-invalid', 'true')
      await expect(form.refundAddress, what).toHaveAccessibleDescription(says)
    }
    await look(page, 'deposit-form-refund-error')
    await form.refundAddress.fill('bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080')
    await form.signature.fill('not a signature')
    await expect(form.signature, 'an address alone is no proof that somebody can sign').toHaveAttribute(
      'aria-invalid',
      'true',
    )
  })
})
