'use client'
import { useEffect, useMemo, useState } from 'react'
import { type FieldErrors, type Resolver, useForm } from 'react-hook-form'
import type { Sat } from '@/lib/core/units'
import { BaseError } from '@/lib/errors/base-error'
import { DepositRefundError } from '@/lib/errors/deposit'
import { draftAmount, draftRecipient } from '@/lib/flows/deposit/draft'
import type { RefundDraft, RefundPlace } from '@/lib/flows/deposit/draft-refund'
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
}
/** A refund key made by the page, as far as the form needs it; the secret stays with what made it. */
export type MadeKey = Readonly<{ address: string; pubKeyHash: `0x${string}`; saved: boolean }>

const attempt = <T>(act: () => T): { value: T; error: null } | { value: null; error: BaseError } => {
  try {
    return { value: act(), error: null }
  } catch (error) {
    if (error instanceof BaseError) return { value: null, error }
    throw error
  }
}

type RefundVerdict = { value: `0x${string}`; error: null } | { value: null; error: BaseError }
const missing: RefundVerdict = { value: null, error: new DepositRefundError('missing') }

/** Judges the refund key; the curve's arithmetic is loaded with the first key there is to judge. */
function useRefund(draft: RefundDraft, place: RefundPlace): RefundVerdict {
  const [judged, setJudged] = useState<{ draft: RefundDraft; verdict: RefundVerdict } | null>(null)
  useEffect(() => {
    if (draft.kind === 'none') return
    let current = true
    void import('@/lib/flows/deposit/draft-refund').then(({ draftRefund }) => {
      if (current) setJudged({ draft, verdict: attempt(() => draftRefund(draft, place)) })
    })
    return () => {
      current = false
    }
  }, [draft, place])
  // a verdict about another draft is none
  return judged?.draft === draft ? judged.verdict : missing
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
  // A field's error is a class of lib/errors; only its code travels through the form library.
  const resolver: Resolver<DepositFields> = async (values) => {
    const entries = [
      ['amount', attempt(() => draftAmount(values.amount, { dustSats: null, maxSats: null })).error],
      ['recipient', attempt(() => draftRecipient(values.recipient, all)).error],
    ] as const
    const errors: FieldErrors<DepositFields> = {}
    for (const [name, error] of entries)
      if (error) errors[name] = { type: error.code, message: error.message }
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} }
  }
  const form = useForm<DepositFields>({
    mode: 'onChange',
    resolver,
    defaultValues: {
      amount: initialAmount,
      recipient: '',
      refundKind: 'wallet',
      refundAddress: '',
      refundSignature: '',
    },
  })
  const own = account.status === 'connected' ? account.address : null
  const { setValue, formState } = form
  const touchedRecipient = formState.dirtyFields.recipient === true
  useEffect(() => {
    // the connected account is the recipient until the person names another
    if (own && !touchedRecipient) setValue('recipient', own, { shouldDirty: false, shouldValidate: true })
  }, [own, setValue, touchedRecipient])

  const values = form.watch()
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
  const feeBps = params?.depositFeeBps ?? bridge?.feeBps ?? null
  const amount = attempt(() => draftAmount(values.amount, { dustSats, maxSats }))
  const recipient = attempt(() => draftRecipient(values.recipient, all))
  const refundDraft: RefundDraft = useMemo(() => {
    if (values.refundKind === 'wallet')
      return connection ? { kind: 'wallet', ...connection.account } : { kind: 'none' }
    if (values.refundKind === 'typed')
      return { kind: 'typed', address: values.refundAddress, signature: values.refundSignature }
    return made ? { kind: 'made', ...made } : { kind: 'none' }
  }, [connection, made, values.refundAddress, values.refundKind, values.refundSignature])
  const refund = useRefund(refundDraft, place)

  return {
    form,
    values,
    account,
    amount,
    /** as read from what was typed, whatever the limits say */
    typedSats: typed.value,
    recipient,
    refund,
    refundDraft,
    made,
    setMade,
    place,
    wrongBitcoinNetwork: values.refundKind === 'wallet' && wrongNetwork,
    limits: { dustSats, maxSats },
    feeBps,
    quote,
    quoteFresh: fresh,
    quoteError,
    chainAllowed: allowed,
    pausedUntil: bridge?.pausedUntil ?? null,
    timing: status.data?.timing ?? null,
  }
}
export type DepositFormModel = ReturnType<typeof useDepositForm>
