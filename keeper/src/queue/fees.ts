/** Fees of an EIP-1559 transaction, in wei per gas. */
export interface Fees {
  maxFeePerGas: bigint
  maxPriorityFeePerGas: bigint
}

export interface FeeMarket {
  /** base fee of the head, wei per gas */
  baseFeePerGas: bigint
  /** what the node suggests on top, wei per gas */
  priorityFee: bigint
}

/** One block can raise the base fee by an eighth (EIP-1559): a fee under this may already be too low for the next. */
export function nextBaseFee(baseFeePerGas: bigint): bigint {
  return baseFeePerGas + baseFeePerGas / 8n + 1n
}

/**
 * Fees that survive a base fee twice as high, never above the cap.
 * @param cap wei per gas
 * @returns null when even the next block would cost more than the cap: wait
 */
export function quoteFees({ baseFeePerGas, priorityFee }: FeeMarket, cap: bigint): Fees | null {
  const room = cap - nextBaseFee(baseFeePerGas)
  if (room <= 0n) return null
  const tip = priorityFee < room ? priorityFee : room
  const wanted = 2n * baseFeePerGas + tip
  const floor = nextBaseFee(baseFeePerGas) + tip
  const fee = wanted > floor ? wanted : floor
  return { maxFeePerGas: fee < cap ? fee : cap, maxPriorityFeePerGas: tip }
}

/**
 * Fees of a replacement. Nodes accept one only when both fields rise by at least a tenth; an eighth leaves room for
 * rounding and for nodes that ask a little more.
 * @returns null when the replacement would have to pay more than the cap: wait
 */
export function bumpFees(before: Fees, market: FeeMarket, cap: bigint): Fees | null {
  const fresh = quoteFees(market, cap)
  if (!fresh) return null
  const priority = max(raise(before.maxPriorityFeePerGas), fresh.maxPriorityFeePerGas)
  const fee = max(max(raise(before.maxFeePerGas), fresh.maxFeePerGas), priority)
  return fee > cap ? null : { maxFeePerGas: fee, maxPriorityFeePerGas: priority }
}

function raise(fee: bigint): bigint {
  return fee + fee / 8n + 1n
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
