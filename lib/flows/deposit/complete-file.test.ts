import { hex } from '@scure/base'
import { describe, expect, test } from 'vitest'
import { manager, recoverOrder, walletSigns } from '../../../test/helpers/recover-case.ts'
import { buildRecover } from '../../bitcoin/build-recover.ts'
import { finishRecover } from '../../bitcoin/finish-recover.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { fromWif } from '../../bitcoin/from-wif.ts'
import { makeRefundKey } from '../../bitcoin/make-refund-key.ts'
import { p2wshScript } from '../../bitcoin/p2wsh-script.ts'
import { recoverPsbt } from '../../bitcoin/recover-psbt.ts'
import { buildRecoveryFile, parseRecoveryFile } from '../../bitcoin/recovery-file.ts'
import { scriptToAddress } from '../../bitcoin/script-to-address.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { RecoverFileError } from '../../errors/recover.ts'
import { completeFile } from './complete-file.ts'

const place = { network: 'regtest', chainId: 31_337, manager } as const
const key = makeRefundKey('regtest')
const order = recoverOrder({}, fromWif(key.wif, 'regtest'))
const drawn = {
  address: scriptToAddress(p2wshScript(order.witnessScript), 'regtest') ?? '',
  witnessScript: toHex(order.witnessScript),
  deposit: { reqId: 1n, refundHeight: order.refundHeight, refundPubKeyHash: toHex(key.pubKeyHash) },
}
const early = buildRecoveryFile({ ...place, wif: key.wif, pubKeyHash: key.pubKeyHash, deposit: null })

describe('completeFile', () => {
  test('R47: the file alone takes the coin back, with no page and no chain to ask for the script', () => {
    expect(parseRecoveryFile(early).howToUse, 'it names nothing that is not in it').not.toContain(
      'witnessScript',
    )
    const file = parseRecoveryFile(completeFile(early, place, drawn))
    expect(file.deposit).toMatchObject({
      reqId: '1',
      address: drawn.address,
      refundHeight: order.refundHeight,
    })
    expect(file.howToUse).toContain('witnessScript')
    const asked = buildRecover({
      ...order,
      witnessScript: fromHex(file.deposit?.witnessScript ?? ''),
      refundHeight: file.deposit?.refundHeight ?? 0,
    })
    const signed = walletSigns(recoverPsbt(asked), fromWif(file.refundKey, file.network))
    expect(finishRecover(asked, signed.toPSBT()).hex).toContain(hex.encode(order.witnessScript))
    expect(completeFile(completeFile(early, place, drawn), place, drawn), 'twice is once').toBe(
      completeFile(early, place, drawn),
    )
  })
  test('error: RecoverFileError for the file of another key or deposit', () => {
    const other = makeRefundKey('regtest')
    const foreign = buildRecoveryFile({
      ...place,
      wif: other.wif,
      pubKeyHash: other.pubKeyHash,
      deposit: null,
    })
    expect(() => completeFile(foreign, place, drawn)).toThrow(RecoverFileError)
    const done = completeFile(early, place, drawn)
    const next = { ...drawn, deposit: { ...drawn.deposit, reqId: 2n } }
    expect(() => completeFile(done, place, next)).toThrow(RecoverFileError)
  })
})
