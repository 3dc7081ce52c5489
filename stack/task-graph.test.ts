import { expect, test } from 'vitest'
import { runTasks, type Task } from './task-graph.ts'

const task = (name: string, after: string[], run: () => Promise<string | undefined>): Task => ({
  name,
  after,
  run,
})
const tick = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 5))

test('default: after what it waits for, beside the rest', async () => {
  const events: string[] = []
  const of = (name: string, after: string[]) =>
    task(name, after, async () => {
      events.push(`${name} begins`)
      await tick()
      events.push(`${name} ends`)
      return undefined
    })
  await runTasks([of('c', ['a', 'b']), of('a', []), of('b', ['nobody'])])
  expect(events.indexOf('b begins')).toBeLessThan(events.indexOf('a ends'))
  expect(events.slice(-2)).toEqual(['c begins', 'c ends'])
})

test('behavior: each runs once, and is reported with its note', async () => {
  const reported: unknown[] = []
  let runs = 0
  const shared = task('shared', [], async () => {
    runs++
    return 'note'
  })
  await runTasks([task('x', ['shared'], tick), task('y', ['shared'], tick), shared], (name, _ms, note) =>
    reported.push([name, note]),
  )
  expect(runs).toBe(1)
  expect(reported).toContainEqual(['shared', 'note'])
})

test('error: the first failure is thrown and nothing new begins', async () => {
  let began = false
  const failing = task('failing', [], async () => {
    throw new Error('broken')
  })
  const later = task('later', ['slow'], async () => {
    began = true
    return undefined
  })
  const slow = task('slow', [], tick)
  await expect(runTasks([failing, slow, later])).rejects.toThrow('broken')
  await tick()
  await tick()
  expect(began).toBe(false)
})

test('error: tasks that wait for each other', async () => {
  await expect(runTasks([task('a', ['b'], tick), task('b', ['a'], tick)])).rejects.toThrow('a → b → a')
})
