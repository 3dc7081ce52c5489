import { callControl } from '@/lib/server/control'
import { route } from '@/lib/server/route'

/** Local stack only: this file's ending is no page extension in a plain build, so there it does not exist. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: (request, params) => callControl(request, [params.path ?? []].flat()),
  post: (request, params) => callControl(request, [params.path ?? []].flat()),
})
