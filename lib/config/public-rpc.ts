import type { Endpoints } from './endpoints.ts'

type Evm = Pick<Endpoints['evm'], 'rpc' | 'publicRpc'>

/** The EVM endpoints that every browser is told, in order of preference. */
export const publicRpc = ({ rpc, publicRpc: given }: Evm): readonly string[] => given ?? rpc

/** Long enough that no one has typed it as a name. */
const KEY_LENGTH = 16

const looksSecret = (url: string): boolean => {
  const { username, password, search, pathname } = new URL(url)
  const parts = pathname.split('/').filter((part) => part.length >= KEY_LENGTH && /[0-9]/.test(part))
  return username !== '' || password !== '' || search !== '' || parts.length > 0
}

/**
 * Whether browsers would be told an endpoint whose URL seems to carry a provider's key, because nobody said which
 * endpoints are meant for them. A key that stands in `publicRpc` was put there on purpose.
 */
export const leaksKey = ({ rpc, publicRpc: given }: Evm): boolean =>
  given === undefined && rpc.some(looksSecret)
