import type { ReactNode } from 'react'
import type { RecoverDraft } from '@/lib/hooks/use-recover-draft'
import type { AskedRecover, RecoverSend } from '@/lib/hooks/use-recover-send'

/** What each way of signing is given. */
export type RecoverWayProps = {
  draft: RecoverDraft
  send: RecoverSend
  /** what may be signed; null while something is in the way */
  asked: AskedRecover | null
  /** what is in the way, in words */
  why: ReactNode
}
