import { publicClients } from 'ponder:api'
import { type Context, Hono } from 'hono'
import { replaceBigInts } from 'ponder'
import type * as z from 'zod'
import { listActivity } from './activity.ts'
import { listCoverage } from './coverage.ts'
import { readPosition } from './position.ts'
import {
  activityQuery,
  addressParam,
  coverageQuery,
  paymentsQuery,
  reqIdParam,
  requestsQuery,
  stakersQuery,
} from './query.ts'
import { listRequests, oneRequest } from './requests.ts'
import { listStakers, oneStaker } from './stakers.ts'
import { listPayments, summary } from './summary.ts'

/**
 * What the web server asks the index. It is an inner interface: it faces no browser, and neither GraphQL nor SQL is
 * served. Every answer is `{data, at}`, where `at` is the block up to which the data is complete at least.
 */
const app = new Hono()

async function answer(c: Context, read: () => Promise<unknown>): Promise<Response> {
  const before = await readPosition()
  const data = before && (await read())
  // A writer that starts again takes rows back: it may have begun between the two.
  const after = await readPosition()
  if (before === null || after === null) return c.json({ error: 'nothing is indexed yet' }, 503)
  const at = after.block < before.block ? after : before
  if (data === null) return c.json({ error: 'not found', at }, 404)
  return c.json({ data: replaceBigInts(data, String), at })
}

async function withInput<T>(
  c: Context,
  schema: z.ZodType<T>,
  input: unknown,
  read: (value: T) => Promise<unknown>,
) {
  const parsed = schema.safeParse(input)
  if (!parsed.success) return c.json({ error: 'bad input', issues: parsed.error.issues }, 400)
  return answer(c, () => read(parsed.data))
}

app.get('/v1/requests', (c) => withInput(c, requestsQuery, c.req.query(), listRequests))
app.get('/v1/requests/:reqId', (c) => withInput(c, reqIdParam, c.req.param('reqId'), oneRequest))
app.get('/v1/activity', (c) => withInput(c, activityQuery, c.req.query(), listActivity))
app.get('/v1/stakers', (c) =>
  withInput(c, stakersQuery, c.req.query(), (query) => listStakers(query.after, query.limit)),
)
app.get('/v1/stakers/:address', (c) => withInput(c, addressParam, c.req.param('address'), oneStaker))
app.get('/v1/payments', (c) =>
  withInput(c, paymentsQuery, c.req.query(), (query) => listPayments(query.after, query.limit)),
)
app.get('/v1/coverage', (c) =>
  withInput(c, coverageQuery, c.req.query(), (query) => listCoverage(query.from, query.to)),
)
app.get('/v1/summary', (c) => answer(c, summary))

/** How far behind the node that it follows. `head` and `lag` are null when that node does not answer. */
app.get('/v1/status', (c) =>
  answer(c, async () => {
    const at = await readPosition()
    const head = await publicClients.evm.getBlockNumber({ cacheTime: 0 }).then(Number, () => null)
    const lag = head === null || at === null ? null : Math.max(0, head - at.block)
    return { chainId: publicClients.evm.chain?.id ?? null, head, lag }
  }),
)

export default app
