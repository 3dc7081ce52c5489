import type { ReactNode } from 'react'

/** The place of the wallet buttons in the header. It keeps its height before they are there, so that nothing jumps. */
export function WalletPlace({ children }: { children: ReactNode }) {
  return <div className="flex h-11 items-center justify-end gap-2">{children}</div>
}
