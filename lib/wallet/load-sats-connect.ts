import * as z from 'zod/mini'
import { WalletFailedError, WalletNotInstalledError } from '../errors/wallet.ts'
import type { BitcoinWalletInfo } from './bitcoin-wallet.ts'
import { walletName } from './wallet-name.ts'

type WalletAnswer =
  | { status: 'success'; result: unknown }
  | { status: 'error'; error: { code: number; message: string } }

/** The part of sats-connect that is used, with its promises written down as what they are: unknown. */
export type SatsConnect = {
  wallets: () => BitcoinWalletInfo[]
  request: (wallet: BitcoinWalletInfo, method: string, params: unknown) => Promise<WalletAnswer>
  listen: (
    providerId: string,
    event: 'accountChange' | 'networkChange' | 'disconnect',
    callback: () => void,
  ) => () => void
}

const answerSchema = z.union([
  z.object({ status: z.literal('success'), result: z.unknown() }),
  z.object({ status: z.literal('error'), error: z.object({ code: z.number(), message: z.string() }) }),
])
const registered = z.array(z.object({ id: z.string(), name: z.string(), icon: z.optional(z.string()) }))

// Icons come from extensions: only pictures that are part of the string itself are shown, nothing is fetched.
const safeIcon = (icon: string | undefined) =>
  icon && /^data:image\/(svg\+xml|png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/.test(icon) ? icon : null

/** A dotted path from `window`, as sats-connect finds its providers. */
const providerAt = (id: string): unknown =>
  id
    .split('.')
    .reduce<unknown>(
      (at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined),
      globalThis.window,
    )

/** Loads sats-connect (about 80 kB) the first time a Bitcoin wallet is asked for. */
export async function loadSatsConnect(): Promise<SatsConnect> {
  const library = await import('sats-connect')
  const adapterOf = (id: string) => {
    const Known = Object.hasOwn(library.defaultAdapters, id)
      ? library.defaultAdapters[id as keyof typeof library.defaultAdapters]
      : undefined
    return Known ? new Known() : new library.BaseAdapter(id)
  }
  return {
    wallets: () => {
      const known = library
        .getSupportedWallets()
        .filter(({ isInstalled }) => isInstalled)
        .map(({ id, name, icon }) => ({ id, name, icon: safeIcon(icon) }))
      const found = registered.safeParse(library.getProviders())
      const announced = (found.success ? found.data : [])
        .filter(({ id }) => providerAt(id) !== undefined && !known.some((wallet) => wallet.id === id))
        .map(({ id, name, icon }) => ({
          id,
          name: walletName(name) || walletName(id) || '?',
          icon: safeIcon(icon),
        }))
      return [...announced, ...known]
    },
    request: async ({ id, name }, method, params) => {
      if (providerAt(id) === undefined) throw new WalletNotInstalledError(name)
      const adapter = adapterOf(id)
      let answer: unknown
      try {
        // the library types every method apart; here the answer's shape is checked instead
        answer = await adapter.request(method as never, params as never)
      } catch (error) {
        throw new WalletFailedError(name, error instanceof Error ? error.message : String(error), error)
      }
      const read = answerSchema.safeParse(answer)
      if (!read.success)
        throw new WalletFailedError(name, `no answer to ${method} that can be read`, read.error)
      return read.data.status === 'success' ? { status: 'success', result: read.data.result } : read.data
    },
    listen: (id, event, callback) => {
      const provider = providerAt(id)
      const add =
        typeof provider === 'object' && provider !== null ? Reflect.get(provider, 'addListener') : undefined
      if (typeof add !== 'function') return () => {}
      const stop: unknown = add.call(provider, { eventName: event, cb: callback })
      return typeof stop === 'function' ? () => void stop() : () => {}
    },
  }
}
