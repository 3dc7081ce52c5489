export const wallet = {
  evm: {
    name: 'EVM wallet',
    connect: 'Connect wallet',
    reconnecting: 'Asking your wallet',
    missing: {
      title: 'No EVM wallet here',
      text: 'No wallet has made itself known in this browser.',
      desktop: 'On a computer: install or switch on a wallet extension, then reload this page.',
      phone: 'On a phone: open this page in the browser inside your wallet app.',
    },
    wrong: 'Your wallet is on chain {actual}. Sluice works on {name} (chain {expected}).',
    wrongUnknown: 'Your wallet does not say which chain it is on. Sluice works on {name} (chain {expected}).',
    switch: 'Switch to {name}',
    switching: 'Asking your wallet to switch',
    switchFailed: 'The wallet did not switch. Choose {name} (chain {expected}) in the wallet itself.',
  },
  bitcoin: {
    name: 'Bitcoin wallet',
    title: 'Connect a Bitcoin wallet',
    connect: 'Connect Bitcoin wallet',
    why: 'It gives the key that can take your BTC back, and can pay with one press. It learns nothing else.',
    loading: 'Looking for Bitcoin wallets',
    waiting: 'Waiting for {wallet}',
    waitingNote: 'Look for its window. Nothing is sent by connecting.',
    stop: 'Stop waiting',
    none: 'No Bitcoin wallet was found in this browser.',
    noneNote:
      'You do not need one here: type a refund address, or let this page make a refund key, and pay from any wallet.',
    wrong: 'Your Bitcoin wallet is on {actual}; this deployment uses {expected}.',
    switch: 'Switch to {expected}',
  },
  accounts: {
    title: 'Your wallets',
    button: 'Wallets, {account}',
    none: 'not connected',
    chain: 'Chain',
    network: 'Network',
    address: 'Address',
    disconnect: 'Disconnect',
    disconnectNamed: 'Disconnect {name}',
    seed: 'Nobody from Sluice will ever ask for your seed phrase.',
  },
  network: { main: 'Bitcoin', test: 'testnet', signet: 'signet', regtest: 'regtest' },
  error: {
    someWallet: 'The wallet',
    not_installed: {
      what: '{wallet} does not answer in this browser.',
      next: 'Install or unlock it, then reload this page.',
    },
    rejected: {
      what: 'You declined it in {wallet}.',
      next: 'Nothing was sent. Start again when you are ready.',
    },
    locked: {
      what: '{wallet} is locked, or gave this page no access.',
      next: 'Nothing was sent. Unlock it and connect again.',
    },
    network: {
      what: '{wallet} is on {actual}; here it must be on {expected}.',
      next: 'Nothing was sent. Switch the network in the wallet.',
    },
    no_answer: {
      what: '{wallet} has not answered for {seconds} seconds.',
      next: 'Open the wallet: the request may be waiting there. If it is not, try again.',
    },
    answer: {
      what: '{wallet} gave an answer to {method} that makes no sense ({field}).',
      next: 'Nothing was taken from it. Update the wallet, or use another one.',
    },
    unsupported: {
      what: '{wallet} cannot do this ({method}).',
      next: 'Do it by hand, or use another wallet.',
    },
    account_changed: {
      what: 'The account in {wallet} was changed meanwhile.',
      next: 'Nothing was sent. Look at what this page shows now, then start again.',
    },
    failed: {
      what: 'The wallet could not do it: {reason}',
      next: 'Try again, or use any other wallet.',
    },
  },
} as const
