import { json } from './mock-http'
import type { MockResponse } from './mock-http'
import { paginate } from './pagination'
import { readTextFields } from './text-fields'
import type { Routes, ViewContext } from './view'
import { protectedView } from './view'

const items = [1, 2, 3, 4, 5].map((id) => ({ id, title: `item ${id}` }))

/** The views that show one rule each: a user, a short list, no permission needed, staff only. */
export const exampleRoutes: Routes = new Map([
  ['/user/', protectedView('Me', { GET: ({ account }) => json(account?.profile) })],
  ['/api/items/', protectedView('Items', { GET: listItems, POST: addItem })],
  ['/api/public/', protectedView('Public', { GET: nameUser }, () => true)],
  [
    '/api/admin-only/',
    protectedView('Admin Only', { GET: nameUser }, (account) => account?.profile.is_staff ?? false),
  ],
])

function listItems({ request }: ViewContext): MockResponse {
  return json(paginate(items, request, { defaultLimit: 2, maxLimit: 100 }))
}

/** Answers as if it had added the item. */
function addItem({ request }: ViewContext): MockResponse {
  const { title } = readTextFields(request, { title: { maxLength: 10 } })
  return json({ id: 99, title }, 201)
}

function nameUser({ account }: ViewContext): MockResponse {
  return json({ user: account?.profile.username ?? 'AnonymousUser' })
}
