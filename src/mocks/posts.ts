import type { MockAccount } from './accounts'
import { permissionDenied } from './drf-errors'
import type { MockResponse } from './mock-http'
import { json } from './mock-http'
import { paginate } from './pagination'
import { postSeeds } from './post-seeds'
import { readTextFields } from './text-fields'
import type { View, ViewContext } from './view'
import { protectedView } from './view'

/** An entry of `/posts/`. */
export interface Post {
  readonly id: number
  readonly title: string
  readonly body: string
  /** A person's name. */
  readonly author: string
  /** ISO 8601 in UTC, to the second. */
  readonly created: string
}

/** `/posts/`: pages of 20, at most 100, the newest first; limited users may not add one. */
export const postsView: View = protectedView('Post List', { GET: listPosts, POST: addPost })

function listPosts({ request, state }: ViewContext): MockResponse {
  const newestFirst = [...postSeeds, ...state.addedPosts].reverse()
  return json(paginate(newestFirst, request, { defaultLimit: 20, maxLimit: 100 }))
}

function addPost({ request, state, account, nowMs }: ViewContext): MockResponse {
  if (account?.isLimited) throw permissionDenied()
  const { title, body } = readTextFields(request, {
    title: { maxLength: 100 },
    body: { isOptional: true },
  })
  const post: Post = {
    id: postSeeds.length + state.addedPosts.length + 1,
    title,
    body,
    author: nameOf(account),
    created: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
  }
  state.addedPosts = [...state.addedPosts, post]
  return json(post, 201)
}

function nameOf(account: MockAccount | null): string {
  return account ? `${account.profile.first_name} ${account.profile.last_name}` : ''
}
