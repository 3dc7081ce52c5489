import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cx } from './cx'

/** A link inside words. Links that leave the site open apart and hand nothing over. */
export function TextLink({ href, className, ...rest }: ComponentProps<typeof Link>) {
  const style = cx(
    'text-water underline decoration-water/40 underline-offset-4 hover:decoration-water',
    className,
  )
  if (typeof href === 'string' && /^https?:/.test(href))
    return <a href={href} target="_blank" rel="noopener noreferrer" className={style} {...rest} />
  return <Link href={href} className={style} {...rest} />
}
