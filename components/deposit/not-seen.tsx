'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { AddPayment as Form } from './add-payment'

// Few payments have to be named.
const AddPayment = dynamic(() => import('./add-payment').then((m) => m.AddPayment))

/** The way in for a payment that the page does not find by itself. */
export function NotSeen(props: ComponentProps<typeof Form>) {
  const t = useTranslations('deposit.named')
  const [open, setOpen] = useState(false)
  return (
    <div className="grid gap-4">
      <div>
        <Button size="sm" look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'close' : 'open')}
        </Button>
      </div>
      {open && <AddPayment {...props} />}
    </div>
  )
}
