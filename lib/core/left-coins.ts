/** An unspent output to a share's script, in a block. `counted`: the contract has counted it for the share. */
export type ShareCoin = Readonly<{
  txid: string
  vout: number
  sats: bigint
  height: number
  counted: boolean
}>

/**
 * The coins that no mint stands for: what was never counted, and of what was counted the youngest that together carry no
 * more than what was never minted. Once the refund height is reached only its depositor has a claim on them.
 * @param share.paidSats counted in all, spent coins included @param share.mintedSats what of that was minted
 */
export const leftCoins = <C extends ShareCoin>(
  coins: readonly C[],
  { paidSats, mintedSats }: Readonly<{ paidSats: bigint; mintedSats: bigint }>,
): readonly C[] => {
  if (mintedSats === 0n) return coins
  let unminted = paidSats - mintedSats
  const youngest = coins
    .filter(({ counted }) => counted)
    .toSorted((a, b) => b.height - a.height || (a.txid < b.txid ? -1 : 1))
  const left = new Set<C>()
  for (const coin of youngest) {
    if (coin.sats > unminted) continue
    left.add(coin)
    unminted -= coin.sats
  }
  return coins.filter((coin) => !coin.counted || left.has(coin))
}
