const OP_RETURN = 0x6a
const OP_PUSHDATA1 = 0x4c

/**
 * The data of a script that is OP_RETURN and exactly one push, by OP_PUSHDATA1 or directly (1 to 75 bytes); null for every
 * other script. Mirrors `BitcoinTx.opReturns` (contracts/src/libraries/BitcoinTx.sol), whose vectors it shares: what the
 * contract takes for a marking must not be overlooked here.
 */
export const opReturnData = (script: Uint8Array): Uint8Array | null => {
  if (script.length < 3 || script[0] !== OP_RETURN) return null
  const push = script[1] ?? 0
  if (push < OP_PUSHDATA1) return push === script.length - 2 ? script.slice(2) : null
  return push === OP_PUSHDATA1 && script[2] === script.length - 3 ? script.slice(3) : null
}
