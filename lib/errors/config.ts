import { BaseError } from './base-error.ts'

/** A setting is missing or wrong; the message names each one. */
export class ConfigError extends BaseError {
  override name = 'ConfigError'
  /** @param problems one line a setting: its name and what is wrong with it */
  constructor(where: string, problems: readonly string[], cause?: unknown) {
    super({
      code: 'config.invalid',
      message: `${where}: ${problems.join('; ')}`,
      hint: 'Set what is named above and start again. docs/api.md explains every setting.',
      params: { where },
      cause,
    })
  }
}
export class UnknownChainError extends BaseError {
  override name = 'UnknownChainError'
  constructor(chainId: number) {
    super({
      code: 'config.unknown_chain',
      message: `Chain ${chainId} is not configured.`,
      hint: 'Use one of the chains in lib/config/chains.ts.',
      params: { chainId },
    })
  }
}
