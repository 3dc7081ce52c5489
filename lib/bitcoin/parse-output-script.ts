/** The five forms the bridge pays to and takes from. */
export type OutputType = 'p2pkh' | 'p2sh' | 'p2wpkh' | 'p2wsh' | 'p2tr'
/** `hash` is what the script commits to: a key hash, a script hash or, for Taproot, the output key. */
export type OutputScript = Readonly<{ type: OutputType; hash: Uint8Array }>

const shapes: readonly {
  type: OutputType
  head: readonly number[]
  size: number
  tail: readonly number[]
}[] = [
  { type: 'p2pkh', head: [0x76, 0xa9, 0x14], size: 20, tail: [0x88, 0xac] },
  { type: 'p2sh', head: [0xa9, 0x14], size: 20, tail: [0x87] },
  { type: 'p2wpkh', head: [0x00, 0x14], size: 20, tail: [] },
  { type: 'p2wsh', head: [0x00, 0x20], size: 32, tail: [] },
  { type: 'p2tr', head: [0x51, 0x20], size: 32, tail: [] },
]

/** Recognises a standard scriptPubKey (BIP-16, BIP-141, BIP-341); null for any other. */
export const parseOutputScript = (script: Uint8Array): OutputScript | null => {
  for (const { type, head, size, tail } of shapes) {
    if (script.length !== head.length + size + tail.length) continue
    if (!head.every((byte, at) => script[at] === byte)) continue
    if (!tail.every((byte, at) => script[head.length + size + at] === byte)) continue
    return { type, hash: script.slice(head.length, head.length + size) }
  }
  return null
}
