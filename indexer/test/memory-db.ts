type Row = Record<string, unknown>
type Key = Record<string, unknown>
type Change = Row | ((row: Row) => Row)

const COLUMNS = Symbol.for('drizzle:Columns')

/** Tables in memory with the calls that handlers make: a row by its primary key, and nothing else. */
export function memoryDb(primaryKeys: ReadonlyMap<object, readonly string[]>) {
  const tables = new Map<object, Map<string, Row>>()
  const rowsOf = (table: object) => {
    const rows = tables.get(table) ?? new Map<string, Row>()
    tables.set(table, rows)
    return rows
  }
  const keyOf = (table: object, key: Key) => {
    const columns = primaryKeys.get(table)
    if (columns === undefined) throw new Error('a table without a primary key')
    return columns.map((column) => String(key[column])).join(' ')
  }
  const columnsOf = (table: object) => Object.keys((table as Record<symbol, object>)[COLUMNS] ?? {})
  const change = (row: Row, by: Change) => Object.assign(row, typeof by === 'function' ? by({ ...row }) : by)

  return {
    rows: (table: object): Row[] => [...rowsOf(table).values()],
    find: async (table: object, key: Key) => rowsOf(table).get(keyOf(table, key)) ?? null,
    insert: (table: object) => ({
      values: (row: Row) => {
        const rows = rowsOf(table)
        const key = keyOf(table, row)
        const before = rows.get(key)
        const whole = { ...Object.fromEntries(columnsOf(table).map((name) => [name, null])), ...row }
        if (before === undefined) rows.set(key, whole)
        const done = Promise.resolve()
        return {
          // biome-ignore lint/suspicious/noThenProperty: an insert is awaited as it is, or with what to do instead
          then: (next: () => void, fail: (error: Error) => void) =>
            before === undefined ? done.then(next) : fail(new Error(`twice: ${key}`)),
          onConflictDoUpdate: async (by: Change) => {
            if (before !== undefined) change(before, by)
          },
        }
      },
    }),
    update: (table: object, key: Key) => ({
      set: async (by: Change) => {
        const row = rowsOf(table).get(keyOf(table, key))
        if (row === undefined) throw new Error(`no row to change: ${keyOf(table, key)}`)
        change(row, by)
      },
    }),
  }
}
