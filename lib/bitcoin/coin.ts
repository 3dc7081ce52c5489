/** What opens a coin: a key alone (P2WPKH), or the staker's branch of a deposit share's script. */
export type CoinLock =
  | Readonly<{ kind: 'key' }>
  | Readonly<{
      kind: 'deposit'
      /** the 91 bytes that the P2WSH output commits to */
      witnessScript: Uint8Array
    }>

/** An unspent output that one staker's key opens. */
export type Coin = Readonly<{
  /** as explorers write it */
  txid: string
  vout: number
  sats: bigint
  lock: CoinLock
}>
