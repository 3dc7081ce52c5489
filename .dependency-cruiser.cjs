// Who may import whom: `docs/architecture.md` says why. `npm run check` runs it.
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: {
    path: '^(app|components|lib|contracts-abi|indexer|keeper|stack|e2e|scripts|bench)/',
    pathNot: allowed,
  },
})
const never = (name, from, to, comment, extra = {}) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, ...extra },
  to: { path: to },
})
const reactLike =
  '^node_modules/(react|react-dom|next|next-intl|next-themes|wagmi|@wagmi|@rainbow-me|sats-connect|@tanstack/react-query)(/|$)'
const features = [
  'deposit',
  'withdraw',
  'staking',
  'plans',
  'delegation',
  'capacity',
  'admin',
  'activity',
  'status',
  'home',
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'A package that is not installed, or a file that is not there.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^ponder(:|$)' },
    },
    only('abi-imports-nothing', '^contracts-abi/', '^contracts-abi/$', 'Generated data.'),
    only('core-is-pure', '^lib/(core|errors)/', '^lib/(core|errors)/', 'The domain knows nothing around it.'),
    never(
      'core-packages',
      '^lib/(core|errors)/',
      '^node_modules/(?!(viem|abitype|ox|@scure|@noble)/)',
      'Only viem, @scure and @noble.',
      { pathNot: '\\.test(-d)?\\.tsx?$' },
    ),
    never(
      'framework-free',
      '^lib/(config|bitcoin|evm|api|flows|format|copy|core|errors)/',
      reactLike,
      'Runs in the keeper, the server and the browser alike.',
    ),
    never(
      'queries-without-react',
      '^lib/queries/',
      '^node_modules/(react|react-dom|next|next-intl|wagmi|@rainbow-me|sats-connect)(/|$)',
      'Keys and options only.',
    ),
    never(
      'lib-stands-below',
      '^lib/(?!server/)',
      '^(app|components|indexer|keeper|stack|e2e|scripts)/',
      'lib is used by them.',
      { pathNot: '\\.test\\.tsx?$' },
    ),
    never(
      'server-lib-below',
      '^lib/server/',
      '^(app|components|keeper|stack|e2e|scripts)/',
      'Only the schema of the index, as types.',
      {
        pathNot: '\\.test\\.tsx?$',
      },
    ),
    {
      name: 'server-lib-indexer-types-only',
      severity: 'error',
      from: { path: '^lib/server/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^indexer/', pathNot: '^indexer/ponder\\.schema\\.ts$' },
    },
    {
      name: 'only-app-reads-server-lib',
      severity: 'error',
      from: { pathNot: '^(app|lib/server|proxy\\.ts|test|bench)' },
      to: { path: '^lib/server/' },
    },
    never(
      'api-without-ui',
      '^app/api/',
      '^(components|lib/(hooks|flows|wallet))/',
      'Routes answer programs.',
    ),
    only(
      'ui-kit-is-generic',
      '^components/ui/',
      '^(components/ui|lib/format)/',
      'No domain words in the kit.',
    ),
    never(
      'components-go-through-hooks',
      '^components/',
      '^(contracts-abi|lib/(evm|bitcoin|server)|app|indexer|keeper|stack|e2e)/',
      'Components fetch nothing and encode nothing.',
      { pathNot: '^components/dev/' },
    ),
    ...features.map((feature) => ({
      name: `feature-${feature}-alone`,
      severity: 'error',
      comment: 'Features never import each other.',
      from: { path: `^components/${feature}/` },
      to: { path: '^components/', pathNot: `^components/(ui|shared|layout|wallet|${feature})/` },
    })),
    {
      name: 'wallet-libraries',
      severity: 'error',
      from: { pathNot: '^(components/wallet|lib/wallet)/' },
      to: { path: '^node_modules/(@rainbow-me/rainbowkit|sats-connect)/' },
    },
    {
      name: 'wagmi-places',
      severity: 'error',
      from: { pathNot: '^(components/wallet|lib/(wallet|hooks))/' },
      to: { path: '^node_modules/(wagmi|@wagmi)/' },
    },
    only('indexer-sees', '^indexer/', '^(indexer|contracts-abi|lib/(core|errors|config|evm|bitcoin))/', ''),
    only(
      'keeper-sees',
      '^keeper/(?!.*\\.test\\.ts)',
      '^(keeper|contracts-abi|lib/(core|errors|config|evm|bitcoin))/',
      '',
    ),
    only('e2e-is-a-black-box', '^e2e/', '^(e2e|lib/(core|config)|contracts-abi|stack)/', ''),
    {
      name: 'dev-panel-one-door',
      severity: 'error',
      comment: 'Reached by one dynamic import behind a build constant.',
      from: { pathNot: '^components/dev/' },
      to: { path: '^components/dev/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'full-zod-stays-on-the-server',
      severity: 'error',
      from: { path: '^(components|lib/(?!server|config/env\\.server))' },
      to: { path: '^node_modules/zod/(index|v4/classic)' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|\\.next-plain|\\.forge|\\.stack|\\.gallery)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
