import { createHash } from 'node:crypto'

/**
 * A small Bitcoin chain mined here at regtest's difficulty, written with Node's own hash and none of the code under
 * test. Real headers, real trees, real work; only consensus rules that nothing here reads are left out.
 */
const sha256d = (bytes: Buffer): Buffer =>
  createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest()
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(value >>> 0)
  return out
}
const u64 = (value: bigint): Buffer => {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(value)
  return out
}
const display = (bytes: Buffer): string => Buffer.from(bytes).reverse().toString('hex')

export type MinedTransaction = Readonly<{ raw: Buffer; stripped: Buffer; txid: string }>
export type MinedBlock = Readonly<{
  height: number
  hash: string
  header: Buffer
  transactions: readonly MinedTransaction[]
}>
export type Output = Readonly<{ sats: bigint; script: Uint8Array }>

const REGTEST_BITS = 0x207fffff
const REGTEST_TARGET = 0x7fffffn << 232n

/** One input, any outputs; with a witness the raw form differs from the stripped one. */
export const makeTransaction = (
  input: Readonly<{ txid: string; vout: number; scriptSig?: Uint8Array; sequence?: number }>,
  outputs: readonly Output[],
  witness: readonly Uint8Array[] = [],
): MinedTransaction => {
  const scriptSig = Buffer.from(input.scriptSig ?? [])
  const body = Buffer.concat([
    Buffer.of(1),
    Buffer.from(input.txid, 'hex').reverse(),
    u32(input.vout),
    Buffer.of(scriptSig.length),
    scriptSig,
    u32(input.sequence ?? 0xfffffffd),
    Buffer.of(outputs.length),
    ...outputs.map(({ sats, script }) => Buffer.concat([u64(sats), Buffer.of(script.length), script])),
  ])
  const stripped = Buffer.concat([u32(2), body, u32(0)])
  const stack = Buffer.concat([
    Buffer.of(witness.length),
    ...witness.map((item) => Buffer.concat([Buffer.of(item.length), item])),
  ])
  const raw = witness.length === 0 ? stripped : Buffer.concat([u32(2), Buffer.of(0, 1), body, stack, u32(0)])
  return { raw, stripped, txid: display(sha256d(stripped)) }
}

const merkleRoot = (leaves: readonly Buffer[]): Buffer => {
  let level = [...leaves]
  while (level.length > 1) {
    if (level.length % 2 === 1) level.push(level.at(-1) as Buffer)
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      sha256d(Buffer.concat([level[2 * i] as Buffer, level[2 * i + 1] as Buffer])),
    )
  }
  return level[0] as Buffer
}

/** Mines `count` blocks on top of `parent`; `fill(height)` gives the payments of each block. */
export const mineChain = (
  count: number,
  fill: (height: number) => readonly MinedTransaction[] = () => [],
  parent: Readonly<{ height: number; hash: string; time: number }> = {
    height: 0,
    hash: '11'.repeat(32),
    time: 1_700_000_000,
  },
  salt = 0,
): MinedBlock[] => {
  const blocks: MinedBlock[] = []
  let previous = parent.hash
  for (let i = 1; i <= count; i++) {
    const height = parent.height + i
    const coinbase = makeTransaction(
      {
        txid: '00'.repeat(32),
        vout: 0xffffffff,
        scriptSig: Buffer.concat([Buffer.of(4), u32(height), Buffer.of(salt)]),
      },
      [{ sats: 50_0000_0000n, script: Buffer.from(`0014${'22'.repeat(20)}`, 'hex') }],
      [Buffer.alloc(32)],
    )
    const transactions = [coinbase, ...fill(height)]
    const root = merkleRoot(transactions.map(({ txid }) => Buffer.from(txid, 'hex').reverse()))
    let header: Buffer
    for (let nonce = 0; ; nonce++) {
      header = Buffer.concat([
        u32(0x20000000),
        Buffer.from(previous, 'hex').reverse(),
        root,
        u32(parent.time + i * 600),
        u32(REGTEST_BITS),
        u32(nonce),
      ])
      if (BigInt(`0x${display(sha256d(header))}`) <= REGTEST_TARGET) break
    }
    previous = display(sha256d(header))
    blocks.push({ height, hash: previous, header, transactions })
  }
  return blocks
}
