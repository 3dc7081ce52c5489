/** The parts of an event that say where it stands. */
export type EventPlace = {
  id: string
  block: { number: bigint; timestamp: bigint; hash: `0x${string}` }
  transaction: { hash: `0x${string}` }
}

/** Block, Unix second and transaction of an event, as the tables keep them. */
export function pointOf(event: EventPlace): { block: number; time: number; tx: `0x${string}` } {
  return {
    block: Number(event.block.number),
    time: Number(event.block.timestamp),
    tx: event.transaction.hash,
  }
}
