'use client'
import { type ReactNode, useState } from 'react'
import { Button } from './button'

/** A button behind which something rare stands: it is not there, nor fetched, before the press. */
export function Opener({
  open,
  close,
  children,
}: {
  open: ReactNode
  close: ReactNode
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="grid gap-4">
      <div>
        <Button size="sm" look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? close : open}
        </Button>
      </div>
      {isOpen && children}
    </div>
  )
}
