import { BaseError } from '../../lib/errors/base-error.ts'

/** A failure of a job or of what it stands on. */
class KeeperError extends BaseError {
  override name = 'KeeperError'
}

/** Thrown when a transaction is outside what this program may sign. Never retried. */
export class PolicyDeniedError extends KeeperError {
  override name = 'PolicyDeniedError'
  constructor(reason: string) {
    super({
      code: 'keeper.policy_denied',
      message: `Refused to sign: ${reason}.`,
      hint: 'This is a defect or an attack, not a matter of configuration: keep the log.',
      params: { reason },
    })
  }
}

/** Thrown when no endpoint of a kind gives an answer that may be acted on. */
export class NoEndpointError extends KeeperError {
  override name = 'NoEndpointError'
  constructor(kind: 'evm' | 'bitcoin', cause?: unknown) {
    super({
      code: `keeper.no_endpoint.${kind}`,
      message: `No ${kind === 'evm' ? 'RPC' : 'Esplora'} endpoint gives an answer that may be acted on.`,
      hint: 'Look for endpoint.dropped in the log; add or repair an endpoint. Nothing is sent meanwhile.',
      cause,
    })
  }
}

/** Thrown when endpoints contradict each other and no majority says which one lies. Nothing is sent meanwhile. */
export class EndpointsDisagreeError extends KeeperError {
  override name = 'EndpointsDisagreeError'
  constructor(what: string, endpoints: readonly string[]) {
    super({
      code: 'keeper.endpoints_disagree',
      message: `Endpoints contradict each other about ${what}: ${endpoints.join(', ')}.`,
      hint: 'If it stays so, one of them lies or is on a fork: remove it, or add a third.',
      params: { what },
    })
  }
}

/** Thrown when the deployment is not the one the configuration describes. */
export class DeploymentError extends KeeperError {
  override name = 'DeploymentError'
  constructor(message: string) {
    super({
      code: 'keeper.deployment',
      message,
      hint: 'Compare the configured addresses, chain and network with contracts/deployments.',
    })
  }
}

/** Thrown when another process on this machine already signs with the same key on the same chain. */
export class LockHeldError extends KeeperError {
  override name = 'LockHeldError'
  constructor(path: string, pid: number) {
    super({
      code: 'keeper.lock_held',
      message: `Process ${pid} already signs with this key (${path}).`,
      hint: 'Stop it, or start this one with another key: two writers on one nonce cost reverted transactions.',
      params: { path, pid },
    })
  }
}

/**
 * One line for a log: what happened and what it came from; viem's short message where there is one, never a whole
 * request (its URL may hold a key).
 */
export function errorText(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'shortMessage' in error) {
    const details = 'details' in error && typeof error.details === 'string' ? `: ${error.details}` : ''
    return redact(`${String(error.shortMessage)}${details}`)
  }
  if (!(error instanceof Error)) return redact(String(error))
  const cause = error.cause instanceof Error ? ` (${errorText(error.cause)})` : ''
  return redact(`${error.message}${cause}`)
}

/** Cuts URLs down to their origin: paths, users and queries often carry API keys. */
export function redact(text: string): string {
  return text.replace(/\b(https?|wss?):\/\/[^\s"'<>)]+/g, (url) => {
    try {
      const { protocol, host } = new URL(url)
      return `${protocol}//${host}`
    } catch {
      return '<url>'
    }
  })
}
