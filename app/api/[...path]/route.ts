import { NotFoundError } from '@/lib/server/problem'
import { nowhere } from '@/lib/server/route'

/** Whatever no other route of the API answers, GraphQL and SQL among it, in the form of the API. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nowhere(() => new NotFoundError('address'))
