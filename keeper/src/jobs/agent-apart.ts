import { BaseError } from '../../../lib/errors/base-error.ts'
import { errorText, PolicyDeniedError } from '../errors.ts'
import type { StakerContext } from './agent-context.ts'

/**
 * Does one thing of many, so that where it fails the others go on: whoever pays to a public script can make it hard to read.
 * @returns what must not pass quietly: a defect or an attack, to be thrown when all the others have had their turn
 */
export async function apart(
  { say }: Pick<StakerContext, 'say'>,
  action: string,
  work: () => Promise<void>,
): Promise<PolicyDeniedError | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    say(`${action} failed`, 'error', { event: 'agent.failed', action, reason: errorText(error) })
    return error instanceof PolicyDeniedError ? error : null
  }
}
