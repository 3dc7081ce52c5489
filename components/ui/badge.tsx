import { cva, type VariantProps } from 'class-variance-authority'
import type { ReactNode } from 'react'

const badge = cva('inline-flex items-center gap-2 rounded border px-2 py-0.5 text-xs font-semibold', {
  variants: {
    tone: {
      neutral: 'border-line bg-sunken text-ink-soft',
      flow: 'border-water/40 bg-water-soft text-water-strong',
      wait: 'border-amber/40 bg-amber-soft text-amber',
      loss: 'border-red/40 bg-red-soft text-red',
      final: 'border-green/40 bg-green-soft text-green',
    },
    wraps: { false: 'whitespace-nowrap' },
  },
  defaultVariants: { tone: 'neutral', wraps: false },
})
/** A shape for each tone, so that no meaning hangs on colour alone. */
const signs = { neutral: '○', flow: '◐', wait: '◔', loss: '▲', final: '●' } as const

export type Tone = NonNullable<VariantProps<typeof badge>['tone']>

type BadgeProps = {
  tone?: Tone
  /** for a sentence, which may need several lines */
  wraps?: boolean
  children: ReactNode
}

/** One word of state. */
export function Badge({ tone = 'neutral', wraps = false, children }: BadgeProps) {
  return (
    <span className={badge({ tone, wraps })}>
      <span aria-hidden="true" className="text-[0.625rem] leading-none">
        {signs[tone]}
      </span>
      {children}
    </span>
  )
}
