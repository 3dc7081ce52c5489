import { createRequire } from 'node:module'
import { concatHex, type Hex, numberToHex, size } from 'viem'

type Solc = { compile: (input: string) => string }
const solc = createRequire(import.meta.url)('solc') as Solc

/** Emits every log that its call data describes; put in the place of a contract it makes a history of any length. */
const source = `object "Emitter" { code {
  for { let p := 0 } lt(p, calldatasize()) {} {
    let head := calldataload(p)
    let n := byte(0, head)
    let length := and(shr(232, head), 0xffff)
    let data := add(add(p, 3), mul(n, 32))
    calldatacopy(0, data, length)
    let t := add(p, 3)
    switch n
    case 1 { log1(0, length, calldataload(t)) }
    case 2 { log2(0, length, calldataload(t), calldataload(add(t, 32))) }
    case 3 { log3(0, length, calldataload(t), calldataload(add(t, 32)), calldataload(add(t, 64))) }
    case 4 { log4(0, length, calldataload(t), calldataload(add(t, 32)), calldataload(add(t, 64)), calldataload(add(t, 96))) }
    default { revert(0, 0) }
    p := add(data, length)
  }
} }`

/** Runtime code of the emitter. */
export function emitterCode(): Hex {
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: 'Yul',
        sources: { 'emitter.yul': { content: source } },
        settings: {
          evmVersion: 'cancun',
          optimizer: { enabled: true },
          outputSelection: { '*': { '*': ['evm.deployedBytecode.object', 'evm.bytecode.object'] } },
        },
      }),
    ),
  )
  const contract = output.contracts?.['emitter.yul']?.Emitter
  if (contract === undefined) throw new Error(JSON.stringify(output.errors))
  return `0x${contract.evm.bytecode.object}`
}

/** Call data for a row of logs. */
export function emitCall(logs: readonly { topics: readonly Hex[]; data: Hex }[]): Hex {
  return concatHex(
    logs.flatMap(({ topics, data }) => [
      numberToHex(topics.length, { size: 1 }),
      numberToHex(size(data), { size: 2 }),
      ...topics,
      data,
    ]),
  )
}
