import { Transaction } from '@scure/btc-signer'
import { expect, test } from 'vitest'
import { payoutScript, recoverOrder } from '../../test/helpers/recover-case.ts'
import { buildRecover } from './build-recover.ts'
import { recoverPsbt } from './recover-psbt.ts'
import { toHex } from './to-hex.ts'

test('C16: a signer that reads the PSBT shows the amount, the script and the fee that the page shows', () => {
  const coins = [1, 2, 3].map((at) => ({
    txid: `${at}${at}`.repeat(32),
    vout: at,
    sats: BigInt(at) * 70_000n,
  }))
  const asked = buildRecover(recoverOrder({ coins }))
  const shown = Transaction.fromPSBT(recoverPsbt(asked), { allowUnknownInputs: true })
  const inputs = coins.map((_, at) => shown.getInput(at))
  const spent = inputs.reduce((sum, { witnessUtxo }) => sum + (witnessUtxo?.amount ?? 0n), 0n)
  expect(shown.inputsLength).toBe(coins.length)
  expect(shown.outputsLength).toBe(1)
  const { amount, script } = shown.getOutput(0)
  expect(amount).toBe(asked.payout)
  expect(script && toHex(script)).toBe(toHex(payoutScript))
  expect(spent - (amount ?? 0n)).toBe(asked.fee)
  expect(
    inputs.map(({ sighashType }) => sighashType),
    'nothing can be changed after signing',
  ).toEqual([1, 1, 1])
})
