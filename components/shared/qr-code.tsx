'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'

/** Modules of white around the code that ISO/IEC 18004 asks for. */
const QUIET = 4

/**
 * A QR code of exactly `content`, dark on white in both themes, because scanners expect it. The encoder is loaded when
 * the first code is drawn.
 */
export function QrCode({ content, className }: { content: string; className?: string }) {
  const t = useTranslations('common.qr')
  const [drawn, setDrawn] = useState<{ content: string; size: number; path: string } | null>(null)
  useEffect(() => {
    let current = true
    import('qr').then(({ encodeQR }) => {
      if (!current) return
      const rows = encodeQR(content, 'raw', { ecc: 'medium', border: QUIET })
      const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
      setDrawn({ content, size: rows.length, path })
    })
    return () => {
      current = false
    }
  }, [content])
  // a code of other content is never left standing
  if (drawn?.content !== content) return <Skeleton className={className ?? 'aspect-square w-full max-w-60'} />
  return (
    <svg
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      role="img"
      aria-label={t('alt', { content })}
      shapeRendering="crispEdges"
      className={className ?? 'aspect-square w-full max-w-60'}
    >
      <path d={`M0 0h${drawn.size}v${drawn.size}H0z`} fill="#fff" />
      <path d={drawn.path} fill="#000" />
    </svg>
  )
}
