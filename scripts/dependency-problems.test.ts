import { expect, test } from 'vitest'
import { type DependencyFacts, dependencyProblems } from './dependency-problems.ts'

const allowed =
  '# x\n## Direct\n| name | why |\n|---|---|\n| `viem` | chain |\n## Install scripts\n| `esbuild` | binary |\n'
const facts = (extra: Partial<DependencyFacts> = {}): DependencyFacts => ({
  manifest: { dependencies: { viem: '2.57.1' } },
  lock: { packages: { '': {}, 'node_modules/viem': { version: '2.57.1' } } },
  allowed,
  ...extra,
})

test('default: what is documented and pinned passes', () => {
  expect(dependencyProblems(facts())).toEqual([])
})

test.each([
  [
    'a planted direct dependency',
    { manifest: { dependencies: { viem: '2.57.1', evil: '1.0.0' } } },
    /evil: not in the table/,
  ],
  ['a range', { manifest: { dependencies: { viem: '^2.57.1' } } }, /not an exact version/],
  ['a row nobody uses', { manifest: {} }, /viem: in docs\/dependencies.md/],
  [
    'a planted install script',
    {
      lock: {
        packages: { 'node_modules/a/node_modules/evil': { version: '1.0.0', hasInstallScript: true } },
      },
    },
    /evil: has an install script/,
  ],
  [
    'a source beside the registry',
    { lock: { packages: { 'node_modules/evil': { version: '1.0.0', resolved: 'git+ssh://x/evil.git' } } } },
    /evil: comes from git/,
  ],
  [
    'a linked folder',
    { lock: { packages: { 'node_modules/evil': { link: true } } } },
    /evil: comes from a link/,
  ],
])('T40: %s is refused', (_, extra, message) => {
  expect(dependencyProblems(facts(extra as Partial<DependencyFacts>)).join('\n')).toMatch(message)
})
