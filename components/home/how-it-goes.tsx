import { useTranslations } from 'next-intl'

const steps = ['one', 'two', 'three'] as const

/** A deposit in three sentences. */
export function HowItGoes() {
  const t = useTranslations('home.how')
  return (
    <section aria-labelledby="how">
      <h2 id="how" className="text-base font-semibold">
        {t('title')}
      </h2>
      <ol className="mt-3 grid gap-x-8 gap-y-4 border-t border-line pt-4 sm:grid-cols-3">
        {steps.map((step, at) => (
          <li key={step} className="grid grid-cols-[24px_1fr]">
            <span aria-hidden="true" className="figures text-water">
              {at + 1}
            </span>
            <div>
              <p className="font-semibold">{t(step)}</p>
              <p className="text-sm text-ink-soft">{t(`${step}Text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
