/** The events that have a handler, by contract; each handler file says why the others are left out. */
export const handledEvents = {
  EntanglementManager: [
    'DepositRequested',
    'DepositAssigned',
    'DepositCancelled',
    'PaymentConsumed',
    'DepositMinted',
    'DepositExpired',
    'DepositRefundable',
    'BondClaimed',
  ],
  StakerRegistry: [
    'StakerRegistered',
    'CollateralDeposited',
    'UnstakeRequested',
    'UnstakeCancelled',
    'UnstakeClaimed',
    'AcceptLimitSet',
  ],
  StakerSelector: ['WeightSet'],
  BitcoinRelay: ['TipChanged'],
} as const
