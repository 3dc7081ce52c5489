'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ActivityModel } from '@/lib/hooks/use-activity'
import { type ActivityFilter, listedStates } from '@/lib/hooks/use-activity-filter'
import { useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'

type Props = { filter: ActivityFilter; set: (change: Partial<ActivityFilter>) => void; model: ActivityModel }

/** Milliseconds of quiet after which what was typed is looked for. */
const QUIET = 350

/** What was typed goes into the URL once the person pauses. */
function useTyped({ filter, set }: Pick<Props, 'filter' | 'set'>) {
  const [typed, setTyped] = useState(filter.search)
  const [from, setFrom] = useState(filter.search)
  // a link, a button or the browser's back changed it
  if (from !== filter.search) {
    setFrom(filter.search)
    setTyped(filter.search)
  }
  useEffect(() => {
    if (typed.trim() === filter.search) return
    const timer = setTimeout(() => set({ search: typed.trim() }), QUIET)
    return () => clearTimeout(timer)
  }, [filter.search, set, typed])
  return [typed, setTyped] as const
}

/** The kind and state, as one choice: states of the two kinds share names and mean different things. */
function StateChoice({ filter, set }: Pick<Props, 'filter' | 'set'>) {
  const t = useTranslations('activity')
  const withdrawal = useTranslations('withdraw.state')
  const value = `${filter.kind ?? ''}:${filter.state ?? ''}`
  return (
    <Select
      value={value}
      onChange={({ target }) => {
        const [kind, state] = target.value.split(':')
        set({ kind: (kind || undefined) as ActivityFilter['kind'], state: state || undefined })
      }}
    >
      <option value=":">{t('filter.any')}</option>
      <option value=":open">{t('filter.open')}</option>
      <optgroup label={t('filter.deposits')}>
        <option value="deposit:">{t('filter.allDeposits')}</option>
        <option value="deposit:open">{t('filter.openDeposits')}</option>
        {listedStates.deposit.map((state) => (
          <option key={state} value={`deposit:${state}`}>
            {t(`deposit.${state}`)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('filter.withdrawals')}>
        <option value="withdrawal:">{t('filter.allWithdrawals')}</option>
        <option value="withdrawal:open">{t('filter.openWithdrawals')}</option>
        {listedStates.withdrawal.map((state) => (
          <option key={state} value={`withdrawal:${state}`}>
            {withdrawal(state)}
          </option>
        ))}
      </optgroup>
    </Select>
  )
}

/** What to show: which requests, in which state, whose. */
export function Filters({ filter, set, model }: Props) {
  const t = useTranslations('activity.filter')
  const [typed, setTyped] = useTyped({ filter, set })
  const { state } = useBitcoinWallet()
  const own = state.status === 'connected' ? state.connection.account.address : null
  return (
    <search className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,260px)]">
        <Field
          label={t('search')}
          hint={t('searchHint')}
          error={model.refused ? t('searchRefused') : undefined}
        >
          <Input
            type="search"
            figures
            autoCapitalize="off"
            maxLength={100}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field>
        <Field label={t('state')}>
          <StateChoice filter={filter} set={set} />
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        {model.connected !== null && (
          <Button
            size="sm"
            aria-pressed={filter.everybody}
            onClick={() => set({ everybody: !filter.everybody })}
          >
            {filter.everybody ? t('onlyMine') : t('everybody')}
          </Button>
        )}
        {own !== null && filter.search !== own && (
          <Button size="sm" onClick={() => set({ search: own, everybody: true })}>
            {t('paidToMe')}
          </Button>
        )}
        {(filter.kind || filter.state || filter.search) && (
          <Button
            size="sm"
            look="quiet"
            onClick={() => {
              // what was just typed must not come back once its pause is over
              setTyped('')
              set({ kind: undefined, state: undefined, search: '' })
            }}
          >
            {t('clear')}
          </Button>
        )}
      </div>
    </search>
  )
}
