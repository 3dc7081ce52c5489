'use client'
import { useTranslations } from 'next-intl'
import { formatBtc } from '@/lib/format/format-btc'

const TOP = 24
const FLOOR = 152
const DEPTH = FLOOR - TOP
const UPSTREAM = 40
/** Where the hairlines begin, as parts of the width: irregular, like light on water. */
const STARTS = [0.05, 0.38, 0.14, 0.44, 0.02, 0.3, 0.18, 0.46, 0.08, 0.34, 0.22, 0.4]

export type SluiceDiagramProps = {
  proven: bigint | null
  free: bigint | null
  capacity: bigint | null
  /** Part of the capacity that is in use, 0 to 1; null when unknown. */
  usedPart: number | null
}

const percent = (part: number) => `${Math.round(part * 100)} %`

/** Hairlines of the water under its surface. */
function Water({ x, width, level }: { x: number; width: number; level: number }) {
  const lines = Array.from({ length: 12 }, (_, line) => level + 8 + line * 10).filter((y) => y < FLOOR - 3)
  return (
    <g>
      <rect x={x} y={level} width={width} height={FLOOR - level} className="fill-water-soft" />
      {lines.map((y, line) => (
        <path
          key={y}
          d={`M${x + 12 + width * (STARTS[line] ?? 0)} ${y}h${width * 0.24}m${width * 0.1} 0h${width * 0.12}`}
          className="stroke-water"
          strokeWidth="1"
          opacity="0.35"
        />
      ))}
      <path d={`M${x} ${level}h${width}`} className="stroke-water" strokeWidth="2" />
    </g>
  )
}

/**
 * The one picture of the product: upstream Bitcoin, downstream the channel on the EVM chain, filled as far as its
 * capacity is in use; the gate between them stands open by what is free.
 */
export function SluiceDiagram({ proven, free, capacity, usedPart }: SluiceDiagramProps) {
  const t = useTranslations('home.diagram')
  const known = usedPart !== null
  const opening = known ? 1 - Math.min(1, usedPart) : 0
  const lift = opening * 56
  const level = FLOOR - (known ? Math.min(1, usedPart) : 0) * DEPTH
  const ticks = Array.from({ length: 11 }, (_, tick) => FLOOR - (tick * DEPTH) / 10)
  return (
    <figure>
      <div aria-hidden="true" className="grid grid-cols-[1fr_auto_1fr] gap-4 text-sm">
        <p className="font-semibold">{t('bitcoin')}</p>
        <p className="text-ink-soft">{known ? t('open', { part: percent(opening) }) : t('gate')}</p>
        <p className="text-right">
          <span className="font-semibold">{t('chain')}</span>
          {known && <span className="block text-ink-soft">{t('inUse', { part: percent(usedPart) })}</span>}
        </p>
      </div>
      <svg viewBox="0 0 480 168" className="mt-2 w-full" fill="none" aria-hidden="true">
        <Water x={0} width={214} level={UPSTREAM} />
        {known && <Water x={238} width={214} level={level} />}
        {lift > 4 && <path d={`M214 ${FLOOR - lift}h24v${lift}h-24z`} className="fill-water-soft" />}
        {lift > 8 && (
          <path d={`M194 ${FLOOR - lift / 2}h64m-6 -5l6 5l-6 5`} className="stroke-water" strokeWidth="1.5" />
        )}
        {/* frame, board, rack */}
        <path d="M214 2v150M238 2v150M208 6h36" className="stroke-ink-soft" strokeWidth="1" />
        <path
          d={`M219 ${10 - lift * 0.1}h14V${FLOOR - lift}h-14z`}
          className={known ? 'fill-ink' : 'stroke-line-strong'}
          strokeDasharray={known ? undefined : '3 3'}
        />
        {/* staff gauge */}
        <path d={`M452 ${TOP}V${FLOOR}`} className="stroke-ink-soft" strokeWidth="1" />
        {ticks.map((y, tick) => (
          <path
            key={y}
            d={`M452 ${y}h${tick % 5 === 0 ? 16 : 8}`}
            className="stroke-ink-soft"
            strokeWidth="1"
          />
        ))}
        {known && <path d={`M452 ${level}l-8 -5v10z`} className="fill-water" />}
        {/* ground */}
        <path d={`M0 ${FLOOR}H480`} className="stroke-ink" strokeWidth="1.5" />
        <path
          d={Array.from({ length: 40 }, (_, mark) => `M${mark * 12 + 4} 153l-6 9`).join('')}
          className="stroke-line-strong"
          strokeWidth="1"
        />
      </svg>
      <figcaption className="sr-only">
        {known
          ? t('text', {
              proven: `${formatBtc(proven)} BTC`,
              used: percent(usedPart),
              free: `${formatBtc(free)} BTC`,
              total: `${formatBtc(capacity)} BTC`,
              opening: percent(opening),
            })
          : t('unknown')}
      </figcaption>
    </figure>
  )
}
