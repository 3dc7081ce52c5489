export interface Task {
  name: string
  after: string[]
  /** @returns a note for the report */
  run: () => Promise<string | undefined>
}

/**
 * Runs every task as soon as the ones it comes after are done. What is not in the list counts as done.
 * @param report called when a task has ended, with its own duration in milliseconds
 * @throws whatever the first failing task threw; tasks that have not begun are then not begun any more
 */
export async function runTasks(
  tasks: readonly Task[],
  report: (name: string, ms: number, note?: string) => void = () => undefined,
): Promise<void> {
  const done = new Map<string, Promise<void>>()
  let failed = false
  const start = (task: Task, path: readonly string[]): Promise<void> => {
    if (path.includes(task.name))
      throw new Error(`tasks wait for each other: ${[...path, task.name].join(' → ')}`)
    const known = done.get(task.name)
    if (known) return known
    const before = tasks.filter((other) => task.after.includes(other.name))
    const promise = Promise.all(before.map((other) => start(other, [...path, task.name]))).then(async () => {
      if (failed) return
      const begun = performance.now()
      try {
        const note = await task.run()
        report(task.name, performance.now() - begun, note)
      } catch (error) {
        failed = true
        throw error
      }
    })
    done.set(task.name, promise)
    return promise
  }
  await Promise.all(tasks.map((task) => start(task, [])))
}
