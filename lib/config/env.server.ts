import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { ConfigError } from '../errors/config.ts'
import { type Endpoints, endpointsSchema } from './endpoints.ts'
import { leaksKey } from './public-rpc.ts'

type Env = Readonly<Record<string, string | undefined>>

const emptyAsAbsent = z.transform((value) => (value === '' ? undefined : value))
const optional = <T extends z.ZodMiniType>(schema: T) => z.pipe(emptyAsAbsent, z.optional(schema))
const wholeNumber = z.string().check(z.regex(/^[0-9]{1,9}$/, 'must be a whole number'))
const addressList = z
  .string()
  .check(z.regex(/^[0-9a-fA-F.:, ]+$/, 'must be IP addresses with commas between'))

const settingsSchema = z.object({
  SLUICE_EXPLORER_EVM: optional(z.url('must be a URL')),
  SLUICE_EXPLORER_BITCOIN: optional(z.url('must be a URL')),
  SLUICE_WALLETCONNECT_PROJECT_ID: optional(
    z.string().check(z.regex(/^[0-9a-f]{32}$/, 'must be 32 hex digits')),
  ),
  SLUICE_TRUSTED_PROXIES: optional(addressList),
  SLUICE_RATE_LIMIT: optional(wholeNumber),
  SLUICE_STALE_BLOCKS: optional(wholeNumber),
})

/** What the server is told by its environment; `docs/api.md` explains each setting. */
export type ServerEnv = {
  endpoints: Endpoints
  explorers: { evm: string | null; bitcoin: string | null }
  walletConnectProjectId: string | null
  /** addresses of reverse proxies whose X-Forwarded-For is believed; empty for none */
  trustedProxies: readonly string[]
  /** requests that one client may make in ten seconds */
  rateLimit: number
  /** blocks behind the chain's head from which an answer is marked stale */
  staleBlocks: number
  local: boolean
}

function problemsOf(error: z.core.$ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.') || 'value'} ${issue.message}`)
}

function parseJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigError(where, ['is not JSON'], cause)
  }
}

/**
 * Reads where everything is: from `SLUICE_ENDPOINTS_JSON` (the document itself), else from the file that
 * `SLUICE_ENDPOINTS` names, else from `.stack/endpoints.json` of the local stack.
 * @param root directory that a relative file name starts from
 * @throws ConfigError naming each field that is missing or wrong
 */
export function readEndpoints(env: Env, root: string): Endpoints {
  const inline = env.SLUICE_ENDPOINTS_JSON
  const file = path.resolve(root, env.SLUICE_ENDPOINTS || '.stack/endpoints.json')
  const where = inline ? 'SLUICE_ENDPOINTS_JSON' : path.relative(root, file) || file
  const text = inline || readText(where, file)
  const parsed = z.safeParse(endpointsSchema, parseJson(where, text))
  if (!parsed.success) throw new ConfigError(where, problemsOf(parsed.error))
  return parsed.data
}

function readText(where: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(where, ['cannot be read: start the stack or set SLUICE_ENDPOINTS'], cause)
  }
}

/**
 * Parses the environment of the server.
 * @throws ConfigError naming each setting that is missing or wrong
 */
export function parseServerEnv(env: Env, root: string): ServerEnv {
  const settings = z.safeParse(settingsSchema, env)
  if (!settings.success) throw new ConfigError('environment', problemsOf(settings.error))
  const set = settings.data
  const endpoints = readEndpoints(env, root)
  if (leaksKey(endpoints.evm))
    throw new ConfigError('evm.publicRpc', [
      'must be given: a URL of evm.rpc seems to hold a key, and browsers would be told it',
    ])
  return {
    endpoints,
    explorers: { evm: set.SLUICE_EXPLORER_EVM ?? null, bitcoin: set.SLUICE_EXPLORER_BITCOIN ?? null },
    walletConnectProjectId: set.SLUICE_WALLETCONNECT_PROJECT_ID ?? null,
    trustedProxies: (set.SLUICE_TRUSTED_PROXIES ?? '').split(/[ ,]+/).filter(Boolean),
    rateLimit: Number(set.SLUICE_RATE_LIMIT ?? 600),
    staleBlocks: Number(set.SLUICE_STALE_BLOCKS ?? 10),
    local: env.SLUICE_LOCAL === '1',
  }
}

let parsed: ServerEnv | undefined

/**
 * The environment, read once and only when it is first needed: a build has none.
 * @throws ConfigError naming each setting that is missing or wrong
 */
export function serverEnv(): ServerEnv {
  parsed ??= parseServerEnv(process.env, process.cwd())
  return parsed
}
