'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { AddressGate } from './address-gate'
import { NotSeen } from './not-seen'
import { Unseen } from './unseen'

// As tall as what comes, about, so that nothing under it jumps.
const loading = () => <Skeleton className="h-[44rem] w-full" />
// A deposit is in one state at a time; what shows the others is not fetched with it.
const BitcoinDown = dynamic(() => import('./bitcoin-down').then((m) => m.BitcoinDown))
const CancelledPanel = dynamic(() => import('./cancelled-panel').then((m) => m.CancelledPanel), { loading })
const ConfirmPanel = dynamic(() => import('./confirm-panel').then((m) => m.ConfirmPanel), { loading })
const EscrowedPanel = dynamic(() => import('./escrowed-panel').then((m) => m.EscrowedPanel), { loading })
const ExcessPanel = dynamic(() => import('./excess-panel').then((m) => m.ExcessPanel), { loading })
const OfferedPanel = dynamic(() => import('./offered-panel').then((m) => m.OfferedPanel), { loading })
const PartialPanel = dynamic(() => import('./partial-panel').then((m) => m.PartialPanel))
const QueuedPanel = dynamic(() => import('./queued-panel').then((m) => m.QueuedPanel), { loading })
const ReorganisedPanel = dynamic(() => import('./reorganised-panel').then((m) => m.ReorganisedPanel), {
  loading,
})
const SweptPanel = dynamic(() => import('./swept-panel').then((m) => m.SweptPanel), { loading })
const DrawPanel = dynamic(() => import('./draw-panel').then((m) => m.DrawPanel), { loading })
const ExpiredPanel = dynamic(() => import('./expired-panel').then((m) => m.ExpiredPanel), { loading })
const LatePanel = dynamic(() => import('./late-panel').then((m) => m.LatePanel), { loading })
const MintedPanel = dynamic(() => import('./minted-panel').then((m) => m.MintedPanel), { loading })
const PayAnew = dynamic(() => import('./pay-more').then((m) => m.PayAnew), { loading })
const Underpaid = dynamic(() => import('./pay-more').then((m) => m.Underpaid), { loading })
const PaymentScreen = dynamic(() => import('./payment-screen').then((m) => m.PaymentScreen), { loading })
const RefundablePanel = dynamic(() => import('./refundable-panel').then((m) => m.RefundablePanel), {
  loading,
})

type Props = { model: DepositModel; reqId: bigint }
const isReclaimed = ({ payments, unprovable }: DepositModel) =>
  [...(payments ?? []), ...unprovable].some(({ spend }) => spend?.by === 'depositor')
type Phase = DepositModel['view']['phase']['name']
/** Phases in which a payment may be there that the page does not find, and those in which one was found. */
const unpaid: ReadonlySet<Phase> = new Set(['awaiting_payment', 'unprovable', 'underpaid', 'late', 'expired'])
const paid: ReadonlySet<Phase> = new Set(['confirming', 'provable'])

/** What the deposit waits for now, what can be done about it, and what cannot be seen of it. */
export function CurrentStep({ model, reqId }: Props) {
  const { bitcoinDown, bitcoinSeenAt, addPayment, view } = model
  const { name } = view.phase
  const script = view.deposit.assignment?.script
  const lost = bitcoinDown && (unpaid.has(name) || paid.has(name))
  return (
    <div className="grid gap-4">
      {lost && <BitcoinDown at={bitcoinSeenAt} />}
      <Step model={model} reqId={reqId} />
      {script && (lost || unpaid.has(name)) && <NotSeen script={script} onAdd={addPayment} />}
    </div>
  )
}

function Step({ model, reqId }: Props) {
  const { view } = model
  switch (view.phase.name) {
    case 'queued':
      return <QueuedPanel model={model} reqId={reqId} />
    case 'offered':
      return <OfferedPanel model={model} reqId={reqId} />
    case 'drawing':
      return <DrawPanel model={model} reqId={reqId} />
    case 'awaiting_payment':
      return (
        <Unseen models={[model]}>
          <AddressGate model={model}>
            {(checked) => (
              <PaymentScreen model={model} checked={checked} sats={checked.deposit.sats} rest={false} />
            )}
          </AddressGate>
        </Unseen>
      )
    case 'unprovable':
      return <PayAnew model={model} />
    case 'underpaid':
      return (
        <div className="grid gap-4">
          <Underpaid model={model} />
          {view.actions.includes('finalise') && <PartialPanel model={model} reqId={reqId} />}
        </div>
      )
    case 'confirming':
    case 'provable':
      return <ConfirmPanel model={model} reqId={reqId} />
    case 'late':
      return (
        <div className="grid gap-4">
          <LatePanel model={model} reqId={reqId} />
          {view.actions.includes('finalise') && <PartialPanel model={model} reqId={reqId} />}
        </div>
      )
    case 'expired':
      return (
        <div className="grid gap-4">
          <ExpiredPanel model={model} reqId={reqId} />
          {view.actions.includes('finalise') && <PartialPanel model={model} reqId={reqId} />}
        </div>
      )
    case 'escrowed':
      return <EscrowedPanel model={model} reqId={reqId} />
    case 'swept':
      return (
        <div className="grid gap-4">
          <SweptPanel model={model} reqId={reqId} />
          {/* a coin that it left is followed to the end once its depositor has taken it */}
          {(view.actions.includes('recover') || isReclaimed(model)) && (
            <RefundablePanel model={model} reqId={reqId} />
          )}
        </div>
      )
    case 'reorganised':
      return <ReorganisedPanel model={model} reqId={reqId} />
    case 'excess':
      return (
        <div className="grid gap-4">
          <MintedPanel model={model} reqId={reqId} />
          <ExcessPanel model={model} reqId={reqId} />
        </div>
      )
    case 'cancelled':
      return <CancelledPanel model={model} reqId={reqId} />
    case 'minted':
      return <MintedPanel model={model} reqId={reqId} />
    case 'refundable':
    case 'recovered':
      return (
        <div className="grid gap-4">
          <RefundablePanel model={model} reqId={reqId} />
          {view.deposit.mintedSats > 0n && <MintedPanel model={model} reqId={reqId} />}
        </div>
      )
    case 'unknown':
      return null
  }
}
