import { sleep } from './wait.ts'

const GRACE_MS = 5_000

/** True while any process of the group runs that `pid` leads or led. */
function groupRuns(pid: number): boolean {
  return signalGroup(pid, 0)
}

/** Sends a signal to every process of the group; false when the group is empty. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch (error) {
    // EPERM: it runs, but is not ours to signal
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ends a process group: first `signal`, after five seconds SIGKILL. Resolves when it is empty. */
export async function stopGroup(
  pid: number,
  signal: NodeJS.Signals = 'SIGTERM',
  graceMs = GRACE_MS,
): Promise<void> {
  if (!signalGroup(pid, signal)) return
  const end = Date.now() + graceMs
  while (Date.now() < end) {
    await sleep(20)
    if (!groupRuns(pid)) return
  }
  signalGroup(pid, 'SIGKILL')
  const killed = Date.now() + 2_000
  while (groupRuns(pid) && Date.now() < killed) await sleep(20)
}
