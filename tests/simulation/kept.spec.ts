import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runSchedule } from './run-schedule'
import type { Schedule } from './schedule'

const folder = new URL('kept/', import.meta.url)

describe('a schedule that once broke a guarantee', () => {
  it.each(readdirSync(folder))('is kept: %s', async (name) => {
    const schedule = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Schedule

    const { violation } = await runSchedule(schedule)

    expect(violation).toBeNull()
  })
})
