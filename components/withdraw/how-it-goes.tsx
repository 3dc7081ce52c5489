import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'

const steps = ['one', 'two', 'three', 'four'] as const

/** Four steps, said before the first one is taken. */
export function HowItGoes() {
  const t = useTranslations('withdraw.steps')
  return (
    <Panel look="bare" inset={false} title={t('title')}>
      <ol className="mt-3 grid gap-3 px-5 text-sm sm:px-6">
        {steps.map((step, at) => (
          <li key={step} className="grid grid-cols-[20px_1fr] gap-x-3">
            <span className="figures text-ink-faint">{at + 1}</span>
            <span>
              <span className="font-semibold">{t(step)}.</span>{' '}
              <span className="text-ink-soft">{t(`${step}Text`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
