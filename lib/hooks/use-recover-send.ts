'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { WalletAccountChangedError } from '@/lib/errors/wallet'
import type { RecoverPlace } from '@/lib/flows/deposit/draft-recover'
import { ownEsplora } from '@/lib/flows/deposit/own-esplora'
import { download } from './download'
import { useSettings } from './settings'
import { bitcoinSession } from './use-bitcoin-wallet'
import { useBridgeContracts } from './use-chain-readers'
import type { RecoverDraft } from './use-recover-draft'

export type AskedRecover = NonNullable<RecoverDraft['asked']>
type Signed = Readonly<{ hex: string; txid: string }>
type State =
  | { name: 'idle' | 'signing' | 'sending' }
  | { name: 'sent'; txid: string }
  /** `signed`: good bytes that did not get through; they can be sent again, from anywhere */
  | { name: 'failed'; error: unknown; asked: AskedRecover; signed: Signed | null }

/** Loaded with the first signature: the PSBT library is of no use before. */
const loadSigners = () => import('@/lib/flows/deposit/sign-with')
const loadSend = () => import('@/lib/flows/deposit/send-recover')

/** Signs a recovery in one of three ways and broadcasts it; `replaces` is what waits already, when its fee is raised. Keys and files stay in this tab's memory. */
export function useRecoverSend(
  { reqId, share, place }: { reqId: bigint; share: number; place: RecoverPlace },
  replaces: string | null,
) {
  const { evm } = useSettings()
  const { manager } = useBridgeContracts()
  const queries = useQueryClient()
  const [state, setState] = useState<State>({ name: 'idle' })
  const stop = useRef<AbortController | null>(null)

  const run = useCallback(
    async (asked: AskedRecover, sign: (signal: AbortSignal) => Promise<Signed>) => {
      if (stop.current) return
      const waiting = new AbortController()
      stop.current = waiting
      let signed: Signed | null = null
      try {
        setState({ name: 'signing' })
        signed = await sign(waiting.signal)
        setState({ name: 'sending' })
        const { sendRecover } = await loadSend()
        const txid = await sendRecover(ownEsplora(), asked, signed, replaces)
        setState({ name: 'sent', txid })
        await queries.invalidateQueries({ queryKey: ['recover-sight'] })
      } catch (error) {
        setState({ name: 'failed', error, asked, signed })
      } finally {
        stop.current = null
      }
    },
    [queries, replaces],
  )
  return {
    state,
    stop: () => stop.current?.abort(),
    /** takes a failure away when what it was about was changed */
    forget: useCallback(() => setState((now) => (now.name === 'failed' ? { name: 'idle' } : now)), []),
    again: (asked: AskedRecover, signed: Signed) => run(asked, async () => signed),
    withWallet: (asked: AskedRecover, name: string) =>
      run(asked, async (signal) => {
        const { signWithWallet } = await loadSigners()
        const now = bitcoinSession().getState()
        const wallet = bitcoinSession().wallet()
        if (now.status !== 'connected' || !wallet) throw new WalletAccountChangedError(name)
        return signWithWallet(asked, {
          ...now.connection.account,
          signPsbt: (request) => wallet.signPsbt(request, signal),
        })
      }),
    withPsbt: (asked: AskedRecover, given: Uint8Array | string) =>
      run(asked, async () => (await loadSigners()).signWithPsbt(asked, given)),
    withFile: (asked: AskedRecover, text: string) =>
      run(asked, async () => {
        const { signWithFile } = await loadSigners()
        return signWithFile(asked, text, { network: place.network, chainId: evm.chainId, manager, reqId })
      }),
    /** in base64, to be copied */
    preparePsbt: async (asked: AskedRecover): Promise<string> => (await loadSigners()).psbtOf(asked).text,
    /** as a file, named after the rate so that the same PSBT can be made again after a reload */
    savePsbt: async (asked: AskedRecover, rate: string): Promise<void> => {
      const { psbtOf } = await loadSigners()
      const name = `sluice-recover-${reqId}-${share + 1}-${rate}-sats-per-vbyte.psbt`
      download(name, 'application/octet-stream', psbtOf(asked).bytes)
    },
  }
}
export type RecoverSend = ReturnType<typeof useRecoverSend>
