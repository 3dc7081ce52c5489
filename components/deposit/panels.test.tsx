import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { PastRange } from '@/components/shared/past-range'
import { DoorsContext } from '@/components/wallet/use-wallet-doors'
import type { PublicConfig } from '@/lib/api/status'
import { en } from '@/lib/copy/en'
import { zh } from '@/lib/copy/zh'
import { depositPhase } from '@/lib/core/deposit-phase'
import type { DepositSight } from '@/lib/core/deposit-phases'
import type { Deposit } from '@/lib/core/deposit-state'
import { depositWhole } from '@/lib/core/deposit-whole'
import { toSat } from '@/lib/core/to-sat'
import { toWei } from '@/lib/core/to-wei'
import { SettingsProvider } from '@/lib/hooks/settings'
import type { DepositModel, DepositRequestModel } from '@/lib/hooks/use-deposit'
import { AddPayment } from './add-payment'
import { BitcoinDown } from './bitcoin-down'
import { DepositTimeline } from './deposit-timeline'
import { EscrowedPanel } from './escrowed-panel'
import { ExcessPanel } from './excess-panel'
import { OfferedPanel } from './offered-panel'
import { PartialPanel } from './partial-panel'
import { Underpaid } from './pay-more'
import { QueuedPanel } from './queued-panel'
import { ReorganisedPanel } from './reorganised-panel'
import { SplitShares } from './split-shares'
import { SweptPanel } from './swept-panel'
import { Unseen } from './unseen'

// Panels as the server draws them, over the phases that `lib/core` really gives: what the browser tests cannot reach cheaply.
const account = '0x00000000000000000000000000000000000000a1'
const contracts = Object.fromEntries(
  [
    'EntanglementManager',
    'DepositMinter',
    'StakerRegistry',
    'BitcoinRelay',
    'StakerSelector',
    'WithdrawalManager',
    'HolderSelector',
    'QpBTC',
  ].map((name) => [name, account]),
)
const settings = {
  evm: { chainId: 31_337, rpc: ['http://127.0.0.1:1'] },
  bitcoin: { network: 'regtest' },
  explorers: { evm: null, bitcoin: null },
  contracts,
} as unknown as PublicConfig
const assignment = { staker: account, script: '0x0020', deadlineTime: 10_000, deadlineHeight: 224 } as const

const model = (over: Partial<Deposit>, seen: Partial<DepositSight> = {}, share = 0): DepositModel => {
  const deposit: Deposit = {
    reqId: 7n,
    share,
    shareCount: 1,
    requester: account,
    recipient: account,
    sats: toSat(50_000n),
    refundPubKeyHash: `0x${'11'.repeat(20)}`,
    state: 'Assigned',
    bondWei: toWei(5n * 10n ** 12n),
    requestHeight: 80,
    refundHeight: 4_400,
    assignment,
    offerUntil: null,
    paidSats: toSat(0n),
    mintedSats: toSat(0n),
    position: 0,
    swept: false,
    ...over,
  }
  const sight: DepositSight = {
    evmTime: 9_000,
    bitcoinHeight: 100,
    relayTime: 9_000,
    evmBlock: 10,
    drawBlock: null,
    baseConfirmations: 6,
    payments: [],
    ...seen,
  }
  const view = { deposit, reserved: false, evmTime: 9_000, height: 100, ...depositPhase(deposit, sight) }
  return {
    allowed: true,
    readers: [],
    chain: { data: null },
    index: { data: null },
    mismatch: null,
    bitcoinTip: 100,
    bitcoinDown: false,
    share,
    shareCount: deposit.shareCount,
    view,
    address: null,
    addressError: null,
    recheck: async () => '',
    payments: [],
    unprovable: [],
    events: [],
  } as unknown as DepositModel
}
/** Draws in both languages; a sentence without its value, or a key without a sentence, throws. @returns English, as text */
const draw = (children: ReactNode): string => {
  const languages = [
    { locale: 'en', messages: en },
    { locale: 'zh', messages: zh },
  ] as const
  const [english = ''] = languages.map(({ locale, messages }) =>
    renderToStaticMarkup(
      <NextIntlClientProvider
        locale={locale}
        messages={messages as never}
        timeZone="UTC"
        onError={(error) => {
          throw error
        }}
      >
        <QueryClientProvider client={new QueryClient()}>
          <SettingsProvider settings={settings}>
            <DoorsContext
              value={{
                opening: false,
                connectEvm: async () => {},
                connectBitcoin: () => {},
                showAccounts: () => {},
              }}
            >
              {children}
            </DoorsContext>
          </SettingsProvider>
        </QueryClientProvider>
      </NextIntlClientProvider>,
    ),
  )
  return english.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
const props = (one: DepositModel) => ({ model: one, reqId: 7n })

describe('panels of a deposit', () => {
  test('default: in the queue: the place, no address, and the way out for its requester only (C15)', () => {
    const one = model({ state: 'Queued', assignment: null, position: 2, bondWei: toWei(0n) })
    const text = draw(<QueuedPanel {...props(one)} />)
    expect(text).toContain('Place 2')
    expect(text).toContain('do not pay anything')
    expect(text).toContain('Connect the account that asked for this deposit')
    expect(text).toContain('Likely wait from now none so far to judge by – unknown')
  })
  test.each([
    [{ p50: 7_200, p90: 86_400, samples: 9 }, 3_600, 'of 9 past ones 1 hr to 23 hr more'],
    [{ p50: 7_200, p90: 86_400, samples: 9 }, 7_200, 'of 9 past ones within 22 hr, if like most'],
    [{ p50: 7_200, p90: 86_400, samples: 9 }, 90_000, '▲ longer than nine of ten took (1 day)'],
    [{ p50: null, p90: null, samples: 4 }, 60, '4 past ones: too few to say – unknown'],
  ])(
    'C10: a wait is told as a range with its reason, a dash when too few waited before (%o after %i s)',
    (past, elapsed, says) => {
      expect(draw(<PastRange name="Wait" past={past} elapsed={elapsed} />)).toContain(says)
    },
  )
  test('C11: an offer says until when, and that it has lapsed only once it has', () => {
    const offered = { state: 'Offered', assignment: null, offerUntil: 9_600 } as const
    expect(draw(<OfferedPanel {...props(model(offered))} />)).toContain('It is your turn')
    const lapsed = draw(<OfferedPanel {...props(model(offered, { evmTime: 9_601 }))} />)
    expect(lapsed).toContain('The offer has lapsed')
  })
  test('C13: what settling for less gives and costs is said before', () => {
    const text = draw(<PartialPanel {...props(model({ paidSats: toSat(20_000n) }))} />)
    expect(text).toContain('0.0002 BTC is minted, less the fee. The other 0.0003 BTC are given up')
    expect(text).toContain('0.000002 BTC is yours again and 0.000003 BTC is lost')
  })
  test.each([
    [true, 'no more than a fixed amount in any 24 hours'],
    [false, 'collateral has no room for it now'],
  ])('C9: proven and not minted: the reason and the place (reserved: %s)', (reserved, reason) => {
    const waits = { state: 'Escrowed', paidSats: toSat(50_000n), position: 3 } as const
    const text = draw(<EscrowedPanel {...props(model(waits, { reserved }))} />)
    expect(text).toContain('Place 3')
    expect(text).toContain(reason)
    expect(text).toContain('Bitcoin block 3')
  })
  test('C19, C22: more was paid: what is on its way and what waits in line', () => {
    const minted = {
      state: 'Minted',
      mintedSats: toSat(50_000n),
      paidSats: toSat(70_000n),
      position: 1,
    } as const
    const coming = { sats: toSat(30_000n), confirmations: 2, provable: true, counted: false }
    const text = draw(<ExcessPanel {...props(model(minted, { payments: [coming] }))} />)
    expect(text).toContain('You paid 0.0005 BTC more')
    expect(text).toContain('0.0003 BTC is on Bitcoin and not counted yet: 2 of 6 confirmations')
    expect(text).toContain('0.0002 BTC is counted and waits for this staker to have room, at place 1')
  })
  test('C22: what is payable stands behind a press while it was never seen whether it was paid', () => {
    const payable = (over: Partial<DepositModel>) =>
      draw(<Unseen models={[{ ...model({}), ...over }]}>bcrt1qpayable</Unseen>)
    expect(payable({ payments: null, bitcoinDown: true })).not.toContain('bcrt1qpayable')
    expect(payable({ payments: null, bitcoinDown: true })).toContain(
      'Look into your wallet before you pay again',
    )
    expect(payable({ payments: [], bitcoinDown: true }), 'seen to be unpaid, with its age').toContain(
      'payable',
    )
    expect(payable({ payments: null, bitcoinDown: false }), 'asked for the first time').toContain('payable')
    expect(draw(<BitcoinDown at={9_000} />)).toContain('what was paid since is not shown')
  })
  test('C19: what is in no block yet is mentioned, and not subtracted from what is asked for', () => {
    const payment = { sats: toSat(20_000n), confirmations: 0, provable: true }
    const text = (waiting: boolean) =>
      draw(<Underpaid model={model({}, { payments: [{ ...payment, waiting }] })} />)
    expect(text(true)).toContain('0.0002 BTC is on its way, and is not enough')
    expect(text(true)).toContain('show the address to pay 0.0005 BTC')
    expect(text(false)).toContain('0.0003 BTC is missing')
  })
  test('R47: a payment can be named by its transaction', () => {
    const text = draw(<AddPayment script="0x00" onAdd={() => {}} />)
    expect(text).toContain('Add a payment by its transaction')
  })
  test('behavior: taken before the mint: what stays the person’s', () => {
    const swept = model({ state: 'Escrowed', paidSats: toSat(50_000n), position: 1, swept: true })
    expect(draw(<SweptPanel {...props(swept)} />)).toContain('0.0005 BTC in qpBTC never ends')
  })
  test('C13: taken in part: what of it is minted, and what was left, before the refund window and in it', () => {
    const coin = { confirmations: 9, provable: true, waiting: false, counted: true }
    const payments = [
      { ...coin, sats: toSat(30_000n), taken: true, spent: true },
      { ...coin, sats: toSat(12_000n), taken: false, spent: false },
    ]
    const text = (bitcoinHeight: number, leftBy: 'depositor' | null = null) => {
      const seen = payments.map(({ spent, sats }) => ({ sats, spend: spent ? { by: 'staker' } : leftBy }))
      const known = model({ paidSats: toSat(42_000n), swept: true }, { payments, bitcoinHeight })
      const shown = { ...known, payments: seen } as unknown as DepositModel
      return draw(<SweptPanel {...props(shown)} />) + draw(<PartialPanel {...props(shown)} />)
    }
    expect(text(100)).toContain('0.0003 BTC in qpBTC never ends')
    expect(text(100)).toContain('left 0.00012 BTC on Bitcoin: minted too if that happens up to')
    expect(text(100)).toContain('0.00042 BTC is minted, less the fee. The other 0.00008 BTC are given up')
    expect(text(4_000)).toContain('left 0.00012 BTC on Bitcoin: that is not minted any more')
    expect(text(4_500, 'depositor'), 'taken back already').not.toContain('on Bitcoin: that is not minted')
    expect(text(4_000)).toContain('0.0003 BTC is minted, less the fee. The other 0.00008 BTC are given up')
  })
  test.each([
    [{ stage: 'relay' } as const, 100, 'the relay does not know that yet'],
    [{ stage: 'unreported' } as const, 100, 'Nobody has reported it to the contract yet'],
    [
      { stage: 'reported', untilHeight: 244, reprovable: false } as const,
      100,
      'by Bitcoin block 244, 144 blocks from now',
    ],
    [
      { stage: 'reported', untilHeight: 244, reprovable: false } as const,
      245,
      'did not come back by Bitcoin block 244',
    ],
    [
      { stage: 'reported', untilHeight: 244, reprovable: true } as const,
      120,
      'deep enough: it is proven again without you',
    ],
  ])(
    'T4: reorganised after the mint: what stays the person’s, and how far it is known (%o at %i)',
    (reorg, bitcoinHeight, says) => {
      const minted = { state: 'Minted', mintedSats: toSat(50_000n), paidSats: toSat(50_000n) } as const
      const text = draw(<ReorganisedPanel {...props(model(minted, { reorg, bitcoinHeight }))} />)
      expect(text).toContain('Your 0.0005 BTC of qpBTC stays yours')
      expect(text).toContain(says)
    },
  )
  test('behavior: a split asks how it shall be paid, and shows no address before', () => {
    const shares = [0, 1].map((share) => model({ share, shareCount: 2 }, {}, share))
    const request = { shares, whole: depositWhole(shares.map(({ view }) => view)) }
    const text = draw(<SplitShares request={request as unknown as DepositRequestModel} reqId={7n} />)
    expect(text).toContain('Pay in 2 shares')
    expect(text).toContain('Share 2 of 2')
    expect(text).not.toContain('Show it now')
  })
  test('C12: every state has its timeline, and one step at most is now', () => {
    for (const one of [
      model({ state: 'Queued', assignment: null, position: 1 }),
      model({ state: 'Offered', assignment: null, offerUntil: 9_600 }),
      model({ state: 'Cancelled', assignment: null }),
      model({}),
      model({ state: 'Escrowed', paidSats: toSat(50_000n), position: 3 }),
      model({ state: 'Escrowed', paidSats: toSat(50_000n), swept: true }),
      model({ state: 'Minted', mintedSats: toSat(50_000n), paidSats: toSat(60_000n) }),
      model({ state: 'Expired' }),
      model({ state: 'Refundable' }, { bitcoinHeight: 4_500 }),
    ]) {
      const text = draw(<DepositTimeline model={one} />)
      expect(text.match(new RegExp(en.common.timeline.now, 'g'))?.length ?? 0).toBeLessThanOrEqual(1)
    }
  })
})
