import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const alias = {
  '@': root,
  'server-only': join(root, 'test/shims/server-only.ts'),
  // Ponder's own loader knows it by this name; the helpers of the index are tried without Ponder too
  'ponder:schema': join(root, 'indexer/ponder.schema.ts'),
}

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            '{app,components,indexer,keeper,lib,scripts,stack,test,bench}/**/*.test.{ts,tsx}',
            '*.test.ts',
          ],
          exclude: ['**/*.stack.test.ts', '**/*.record.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // what campaigns of the contracts have recorded, see scripts/contracts.ts
          name: 'records',
          include: ['indexer/test/*.record.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'stack',
          include: ['{app,indexer,keeper,lib,stack,test}/**/*.stack.test.ts'],
          exclude: ['**/node_modules/**'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
