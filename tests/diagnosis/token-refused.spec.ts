// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import axios from 'axios'
import { describe, expect, it } from 'vitest'
import { connectionKey } from '@/app-keys'
import ListProblem from '@/views/list/ListProblem.vue'
import { requestFailureOf } from '@/views/request-failure'
import { connectionTo } from './diagnosis-world'

/** What a list makes of an answer that Axios takes for an error. */
async function failureWith(status: number, data: unknown) {
  const http = axios.create({
    baseURL: 'https://api.example/v1/',
    adapter: (config) =>
      Promise.reject(
        new axios.AxiosError('Failed', 'ERR_BAD_REQUEST', config, null, {
          status,
          data,
          statusText: '',
          headers: {},
          config,
        }),
      ),
  })
  const error: unknown = await http.get('/posts/?key=hush').catch((caught: unknown) => caught)
  const failure = requestFailureOf(error)
  if (!failure || failure.kind === 'session-ended')
    throw new Error('That was no failure of the request')
  return failure
}

const detail = 'Authentication credentials were not provided.'

describe('a list whose token is refused, also after a replay', () => {
  it('knows the address, without its query, and what came back', async () => {
    expect(await failureWith(401, { detail })).toEqual({
      kind: 'token-refused',
      words: detail,
      call: { method: 'GET', url: 'https://api.example/v1/posts/', status: 401, content: 'json' },
    })
  })

  it('offers to find out why, beside trying again', async () => {
    const failure = await failureWith(401, { detail })
    const wrapper = mount(ListProblem, {
      props: { failure, isOffline: false },
      global: { provide: { [connectionKey]: connectionTo() } },
    })

    expect(wrapper.get('[role="alert"]').text()).toContain('does not take your sign-in')
    expect(wrapper.findAll('button').map((b) => b.text())).toEqual(['Try again', 'Find out why'])
  })

  it('is not said of another refusal', async () => {
    expect(await failureWith(403, { detail })).toMatchObject({ kind: 'forbidden' })
    expect(await failureWith(409, '')).toMatchObject({ kind: 'refused' })
    expect(await failureWith(500, '')).toMatchObject({ kind: 'server-trouble' })
  })
})
