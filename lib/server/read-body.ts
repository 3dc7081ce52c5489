import 'server-only'
import { ProblemError } from './problem.ts'

/**
 * Reads a request's body as text.
 * @param limit most bytes; the connection is left alone after that, whatever Content-Length said
 * @throws ProblemError 413
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const tooLarge = () =>
    new ProblemError(413, 'too-large', { title: 'The body is too large.', rule: `at most ${limit} bytes` })
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  if (request.body === null) return ''
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > limit) {
      await reader.cancel()
      throw tooLarge()
    }
    text += decoder.decode(value, { stream: true })
  }
}
