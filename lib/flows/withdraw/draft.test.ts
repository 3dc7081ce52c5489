import { describe, expect, test } from 'vitest'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { scriptToAddress } from '../../bitcoin/script-to-address.ts'
import { MinerFeeRangeError } from '../../errors/withdraw.ts'
import { draftMinerFee } from './draft-miner-fee.ts'
import { draftPayout } from './draft-payout.ts'

const scripts: [type: string, script: string][] = [
  ['p2pkh', `76a914${'11'.repeat(20)}88ac`],
  ['p2sh', `a914${'11'.repeat(20)}87`],
  ['p2wpkh', `0014${'11'.repeat(20)}`],
  ['p2wsh', `0020${'11'.repeat(32)}`],
  ['p2tr', `5120${'11'.repeat(32)}`],
]

describe('draftPayout', () => {
  test.each(scripts)('default: %s', (type, script) => {
    const address = scriptToAddress(fromHex(`0x${script}`), 'regtest') ?? ''
    expect(draftPayout(` ${address} `, 'regtest')).toEqual({
      value: { address, type, script: `0x${script}` },
      error: null,
    })
  })
  test('error: another network, an EVM address, a changed character', () => {
    const code = (typed: string) => draftPayout(typed, 'regtest').error?.code
    expect(code('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).toBe('address.network')
    expect(code('0x52908400098527886E0F7030069857D2E4169EE7')).toBe('address.evm')
    expect(code('bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt081')).toBe('address.checksum')
  })
})

describe('draftMinerFee', () => {
  test('default: whole sats, grouped or not', () => {
    expect(draftMinerFee(' 1 000 ')).toBe(1_000n)
    expect(draftMinerFee('100000')).toBe(100_000n)
  })
  test.each(['', '0', '1.5', '-1', '1e3', '100001'])('error: MinerFeeRangeError for %j', (typed) => {
    expect(() => draftMinerFee(typed)).toThrow(MinerFeeRangeError)
  })
})
