import { describe, expect, it } from 'vitest'
import { estimate } from './estimate.ts'

const past = { p50: 600, p90: 1_800, samples: 40 }

describe('estimate', () => {
  it('C10: is the range of past operations, less what has gone by', () => {
    expect(estimate(past, null)).toEqual({ name: 'range', from: 600, to: 1_800 })
    expect(estimate(past, 200)).toEqual({ name: 'range', from: 400, to: 1_600 })
    expect(estimate(past, 900)).toEqual({ name: 'range', from: 0, to: 900 })
  })

  it('C9: says so when it takes longer than nine of ten did', () => {
    expect(estimate(past, 1_800)).toEqual({ name: 'range', from: 0, to: 0 })
    expect(estimate(past, 1_801)).toEqual({ name: 'slow', beyond: 1_800 })
  })

  it('behavior: too few operations say nothing', () => {
    expect(estimate({ p50: null, p90: null, samples: 4 }, 10)).toEqual({ name: 'unknown' })
  })

  it('behavior: clocks that differ make nothing longer than it was', () => {
    expect(estimate(past, -30)).toEqual({ name: 'range', from: 600, to: 1_800 })
  })
})
