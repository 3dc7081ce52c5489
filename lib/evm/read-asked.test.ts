import { decodeFunctionData, type Hex } from 'viem'
import { expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { Sat, Wei } from '../core/units.ts'
import { approveQpBtc } from './approve-qpbtc.ts'
import { encodeCall } from './encode-call.ts'
import { readAsked } from './read-asked.ts'
import { requestDeposit } from './request-deposit.ts'
import { requestWithdrawal } from './request-withdrawal.ts'

const contract: Hex = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const recipient: Hex = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const refundPubKeyHash: Hex = `0x${'ab'.repeat(20)}`
const payoutScript: Hex = `0x5120${'cd'.repeat(32)}`

test('C16: a deposit’s wallet is shown the amount, the recipient, the refund key and the bond that the page shows', () => {
  const call = requestDeposit(contract, {
    sats: 50_000n as Sat,
    recipient,
    refundPubKeyHash,
    bondWei: 7_000n as Wei,
  })
  const asked = readAsked(call)
  expect(asked).toMatchObject({ contract, functionName: 'requestDeposit', value: 7_000n })
  expect(Object.fromEntries(asked.args)).toMatchObject({ sats: '50000', recipient, refundPubKeyHash })
  const bytes = decodeFunctionData({ abi: entanglementManagerAbi, data: encodeCall(call).data })
  expect(asked.args.map(([, value]) => value)).toEqual(bytes.args?.map(String))
})

test('C16, T31: a withdrawal’s wallet is shown the script that is paid, and an approval of exactly its amount', () => {
  const call = requestWithdrawal(
    contract,
    { sats: 99_000n as Sat, payoutScript, maxFeeSats: 1_000n as Sat },
    null,
  )
  expect(readAsked(call)).toEqual({
    contract,
    functionName: 'requestWithdrawal',
    args: [
      ['sats', '99000'],
      ['payoutScript', payoutScript],
      ['maxFeeSats', '1000'],
    ],
    value: 0n,
  })
  expect(decodeFunctionData({ abi: withdrawalManagerAbi, data: encodeCall(call).data }).args).toEqual([
    99_000n,
    payoutScript,
    1_000n,
  ])
  expect(readAsked(approveQpBtc(contract, recipient, 99_000n as Sat)).args).toEqual([
    ['spender', recipient],
    ['value', '99000'],
  ])
})
