import { expect, test } from './webkit-test'

test('errors of a page and breaches of its policy are told', async ({ tab, errors }) => {
  await tab.open('/login')
  await tab.sees('button', 'Log in')

  await tab.run(`
    setTimeout(() => { throw new Error('thrown') })
    Promise.reject(new Error('rejected'))
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))`)

  await expect.poll(() => errors).toHaveLength(4)
  const told = errors.splice(0)
  // By the policy in the page, and by that of the server.
  expect(told.sort()).toEqual([
    'content security policy: style-src-elem inline',
    'content security policy: style-src-elem inline',
    'error: Error: thrown',
    'unhandled rejection: Error: rejected',
  ])
})
