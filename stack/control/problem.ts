/** A request that cannot be done; `field` and `rule` say which part of the body is wrong. */
export class ControlError extends Error {
  override name = 'ControlError'
  readonly status: number
  readonly field: string | undefined
  constructor(status: number, message: string, field?: string) {
    super(message)
    this.status = status
    this.field = field
  }
}
