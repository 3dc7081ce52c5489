/** Names a share of a deposit. */
export const depositKey = ({ reqId, share }: Readonly<{ reqId: bigint; share: number }>): string =>
  `${reqId}.${share}`
