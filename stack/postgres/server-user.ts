import { execFileSync } from 'node:child_process'
import { StackError } from '../stack-error.ts'

export interface SystemUser {
  uid: number
  gid: number
}

/**
 * Postgres refuses to run as root. As root, the system's `postgres` user is taken, and made when there is none.
 * @returns null when this process is not root, so that Postgres runs as the same user
 * @throws StackError when there is no such user and none can be made
 */
export function serverUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null
  return lookUp() ?? create()
}

function lookUp(): SystemUser | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

function create(): SystemUser {
  try {
    execFileSync('groupadd', ['--force', '--system', 'postgres'], { stdio: 'ignore' })
    const args = ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/bin/false', 'postgres']
    execFileSync('useradd', args, { stdio: 'ignore' })
  } catch (cause) {
    throw new StackError(
      'Postgres does not run as root, and no user `postgres` could be made.',
      'Start the stack as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
      { cause },
    )
  }
  const user = lookUp()
  if (user === null)
    throw new StackError('The user `postgres` was made but is not found.', 'Set DATABASE_URL.')
  return user
}
