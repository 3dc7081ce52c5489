/** One text for one output, to compare and look up by: `txid:vout`, the txid as explorers write it. */
export const outpointKey = ({ txid, vout }: { txid: string; vout: number }): string => `${txid}:${vout}`
