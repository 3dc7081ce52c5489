import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../lib/copy/en.ts'
import { zh } from '../lib/copy/zh.ts'
import { copyProblems, flatten, unusedKeys } from './copy-problems.ts'
import { root } from './steps.ts'

/**
 * Every sentence in both languages, with the same placeholders, none empty, none unused; a sentence for every error that a
 * contract or lib/errors can raise. `npm run check` calls it.
 */
const files = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

const english = flatten(en)
const problems = copyProblems(english, flatten(zh))

const sources = ['app', 'components', 'lib/hooks', 'lib/server'].flatMap((folder) => files(folder, /\.tsx?$/))
for (const key of unusedKeys(
  [...english.keys()].filter((key) => !key.startsWith('errors.')),
  sources,
))
  problems.push(`${key} is said nowhere: remove it from lib/copy, or use it`)

const raised = new Set(
  files('contracts/src/interfaces', /\.sol$/).flatMap((source) =>
    [...source.matchAll(/^\s*error (\w+)\(/gm)].map(([, name]) => `contract.${name}`),
  ),
)
for (const source of files('lib/errors', /\.ts$/))
  for (const [, code = ''] of source.matchAll(/code: '([a-z_0-9.]+)'/g)) raised.add(code)
// config errors end the server before it listens: no page says them
for (const code of raised) {
  if (code.startsWith('config.')) continue
  if (!english.has(`errors.${code}.what`) || !english.has(`errors.${code}.next`))
    problems.push(
      `errors.${code} is missing: a person would read general words instead of what happened and what to do`,
    )
}
for (const key of english.keys()) {
  const name = /^errors\.contract\.([A-Z]\w+)\.what$/.exec(key)?.[1]
  if (name && !raised.has(`contract.${name}`))
    problems.push(`errors.contract.${name} is raised by no contract any more`)
}

for (const problem of problems) console.error(problem)
console.log(`${english.size} sentences in each language, ${problems.length} problems`)
process.exit(problems.length > 0 ? 1 : 0)
