'use client'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Sat } from '@/lib/core/units'
import type { BaseError } from '@/lib/errors/base-error'
import { DepositRecipientError, DepositRefundError } from '@/lib/errors/deposit'
import { draftAmount } from '@/lib/flows/deposit/draft-amount'
import type { RefundDraft } from '@/lib/flows/deposit/draft-refund'
import { attempt } from './attempt'
import { useSettings } from './settings'
import { useBitcoinWallet } from './use-bitcoin-wallet'
import { useBridgeContracts } from './use-chain-readers'
import { useDepositQuote } from './use-deposit-quote'
import { useEvmAccount } from './use-evm-account'
import { useStatus } from './use-status'

type RefundKind = 'wallet' | 'typed' | 'made'
export type DepositFields = {
  amount: string
  recipient: string
  refundKind: RefundKind
  refundAddress: string
  refundSignature: string
  /** waiting in the queue was agreed to, should the amount not be free */
  queue: boolean
  /** how many parts the person agreed to pay; 0 when they were not asked */
  parts: number
}
/** A refund key made by the page, as far as the form needs it; the secret stays with what made it. */
export type MadeKey = Readonly<{ address: string; pubKeyHash: `0x${string}`; saved: boolean }>

/** Both null while it is being judged. */
type Verdict = { value: `0x${string}`; error: null } | { value: null; error: BaseError | null }
const judging: Verdict = { value: null, error: null }
const noRefund: Verdict = { value: null, error: new DepositRefundError('missing') }
const noRecipient: Verdict = { value: null, error: new DepositRecipientError('empty') }

/**
 * Judges something by code that is loaded with the first there is to judge: checksums and the curve's arithmetic.
 * @param load gives the judge; must be stable
 */
function useVerdict<T>(
  subject: T | null,
  load: () => Promise<(subject: T) => `0x${string}`>,
  none: Verdict,
): Verdict {
  const [judged, setJudged] = useState<{ subject: T; verdict: Verdict } | null>(null)
  useEffect(() => {
    if (subject === null) return
    let current = true
    void load().then((judge) => {
      if (current) setJudged({ subject, verdict: attempt(() => judge(subject)) })
    })
    return () => {
      current = false
    }
  }, [load, subject])
  if (subject === null) return none
  // a verdict about something else is none
  return judged?.subject === subject ? judged.verdict : judging
}

/** The deposit form: what was typed, what it means by the rules, and what is still in the way. */
export function useDepositForm(initialAmount: string) {
  const { bitcoin, evm } = useSettings()
  const { manager, all } = useBridgeContracts()
  const account = useEvmAccount()
  const { connection, wrongNetwork } = useBitcoinWallet()
  const [made, setMade] = useState<MadeKey | null>(null)
  const place = useMemo(
    () => ({ network: bitcoin.network, chainId: evm.chainId, manager }),
    [bitcoin.network, evm.chainId, manager],
  )
  const [values, setValues] = useState<DepositFields>({
    amount: initialAmount,
    recipient: '',
    refundKind: 'wallet',
    refundAddress: '',
    refundSignature: '',
    queue: false,
    parts: 0,
  })
  const [named, setNamed] = useState(false)
  const set = useCallback(<K extends keyof DepositFields>(name: K, value: DepositFields[K]) => {
    if (name === 'recipient') setNamed(true)
    setValues((before) => ({ ...before, [name]: value }))
  }, [])
  const own = account.status === 'connected' ? account.address : null
  useEffect(() => {
    // the connected account is the recipient until the person names another
    if (own && !named) setValues((before) => ({ ...before, recipient: own }))
  }, [own, named])

  const typed = attempt(() => draftAmount(values.amount, { dustSats: null, maxSats: null }))
  const {
    quote,
    fresh,
    params,
    allowed,
    error: quoteError,
  } = useDepositQuote(typed.value, account.status === 'connected' || typed.value !== null)
  const status = useStatus()
  // the contract's own limits where it may be asked, else the server's, which are shown but never signed
  const bridge = status.data?.bridge
  const dustSats = params?.dustSats ?? ((bridge?.dust ?? null) as Sat | null)
  const maxSats = quote?.maxSats ?? ((bridge?.available ?? null) as Sat | null)
  const limit = bridge?.requestLimitSats ?? null
  const limitSats = params?.requestLimitSats ?? (limit === null ? null : (BigInt(limit) as Sat))
  const feeBps = params?.depositFeeBps ?? bridge?.feeBps ?? null
  const amount = attempt(() => draftAmount(values.amount, { dustSats, maxSats: limitSats }))
  const asked = amount.value
  const overCapacity = asked !== null && maxSats !== null && asked > maxSats
  const shareSats = !overCapacity && fresh && quote && quote.shareSats.length > 1 ? quote.shareSats : null
  const loadRecipient = useCallback(async () => {
    const { draftRecipient } = await import('@/lib/flows/deposit/draft-recipient')
    return (typed: string) => draftRecipient(typed, all)
  }, [all])
  const recipient = useVerdict(values.recipient.trim() || null, loadRecipient, noRecipient)
  const refundDraft = useMemo((): RefundDraft | null => {
    if (values.refundKind === 'wallet') return connection ? { kind: 'wallet', ...connection.account } : null
    if (values.refundKind === 'typed')
      return { kind: 'typed', address: values.refundAddress, signature: values.refundSignature }
    return made ? { kind: 'made', ...made } : null
  }, [connection, made, values.refundAddress, values.refundKind, values.refundSignature])
  const loadRefund = useCallback(async () => {
    const { draftRefund } = await import('@/lib/flows/deposit/draft-refund')
    return (draft: RefundDraft) => draftRefund(draft, place)
  }, [place])
  const refund = useVerdict(refundDraft, loadRefund, noRefund)

  return {
    values,
    set,
    /** makes the connected account the recipient again */
    useOwn: () => setNamed(false),
    account,
    amount,
    /** as read from what was typed, whatever the limits say */
    typedSats: typed.value,
    recipient,
    refund,
    made,
    setMade,
    wrongBitcoinNetwork: values.refundKind === 'wallet' && wrongNetwork,
    limits: { dustSats, maxSats, limitSats },
    /** more than is free now: it can only wait */
    overCapacity,
    /** how the amount would be split, largest first; null while one staker carries it, or nothing is known */
    shareSats,
    splitAgreed: shareSats === null || values.parts === shareSats.length,
    feeBps,
    quote,
    quoteFresh: fresh,
    quoteError,
    chainAllowed: allowed,
    pausedUntil: bridge?.pausedUntil ?? null,
    /** why no new deposit is taken, waiting ones included; null while it is, or unknown */
    closed: bridge?.gate == null || bridge.gate === 'open' ? null : bridge.gate,
    timing: status.data?.timing ?? null,
    /** of the smallest amounts */
    leastConfirmations: params?.confirmations ?? null,
  }
}
export type DepositFormModel = ReturnType<typeof useDepositForm>
