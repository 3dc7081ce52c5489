import type { Hex } from 'viem'
import { fromHex } from './from-hex.ts'
import { opReturnData } from './op-return-data.ts'
import { toHex } from './to-hex.ts'

/**
 * Whether a transaction carries a share's marking, by what the push holds and not by how it is written, as the contract looks
 * (X22). Scripts as hex without 0x.
 */
export const carriesMarking = (
  { outputs }: Readonly<{ outputs: readonly Readonly<{ script: string }>[] }>,
  marking: Hex,
): boolean =>
  outputs.some(({ script }) => {
    const data = script.startsWith('6a') ? opReturnData(fromHex(script)) : null
    return data !== null && toHex(data) === marking.toLowerCase()
  })
