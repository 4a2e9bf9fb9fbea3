// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { Drafts } from '@/drafts'

const key = 'latchkey-drafts'
const hello = { title: 'Hello' }
const createDrafts = (name = 'app') => new Drafts(() => sessionStorage, name)

/** What is there after a reload. */
function afterReload(userId: string) {
  const drafts = createDrafts()
  drafts.takeUp(userId)
  return drafts
}

describe('Drafts', () => {
  beforeEach(() => sessionStorage.clear())

  it('are in memory alone', () => {
    createDrafts().set('posts', hello)

    expect(sessionStorage.length).toBe(0)
    expect(afterReload('1').get('posts')).toBeUndefined()
  })

  it('outlive the reload that they are kept for, and no other', () => {
    const drafts = createDrafts()
    drafts.set('posts', hello)
    expect(drafts.willStay).toBe(false)
    drafts.keepForReload('1')

    expect(drafts.willStay).toBe(true)
    expect(afterReload('1').get('posts')).toEqual(hello)
    expect(sessionStorage.length).toBe(0)
    expect(afterReload('1').get('posts')).toBeUndefined()
  })

  it('are not for the next user, and not left for the one after', () => {
    const drafts = createDrafts()
    drafts.set('posts', hello)
    drafts.keepForReload('1')

    expect(afterReload('2').get('posts')).toBeUndefined()
    expect(afterReload('1').get('posts')).toBeUndefined()
  })

  it('are nowhere when they are forgotten, not even where they were laid aside', () => {
    const drafts = createDrafts()
    drafts.set('posts', hello)
    drafts.keepForReload('1')

    drafts.forget()

    expect(drafts.get('posts')).toBeUndefined()
    expect(sessionStorage.length).toBe(0)
  })

  it('are nothing to another app of the origin, which may have a user with the same id', () => {
    const drafts = createDrafts('app')
    drafts.set('posts', hello)
    drafts.keepForReload('1')

    const other = createDrafts('other app')
    other.takeUp('1')
    other.forget()

    expect(other.get('posts')).toBeUndefined()
    expect(afterReload('1').get('posts')).toEqual(hello)
  })

  it('outlive the reload that brings a version which calls them by another name', () => {
    sessionStorage.setItem(key, JSON.stringify({ userId: '1', drafts: [['posts', hello]] }))

    expect(afterReload('1').get('posts')).toEqual(hello)
    expect(sessionStorage.length).toBe(0)
  })

  it.each(['', '7', '{"userId":"1"}', '{"userId":"1","drafts":[["posts",{"title":7}]]}', '{'])(
    'are none where storage holds garbage: %s',
    (text) => {
      sessionStorage.setItem(key, text)

      expect(afterReload('1').get('posts')).toBeUndefined()
    },
  )

  it('will not stay where storage is forbidden', () => {
    const drafts = new Drafts(() => {
      throw new DOMException('forbidden', 'SecurityError')
    }, 'app')
    drafts.set('posts', hello)

    drafts.keepForReload('1')
    drafts.takeUp('1')

    expect(drafts.willStay).toBe(false)
    expect(drafts.get('posts')).toEqual(hello)
  })
})
