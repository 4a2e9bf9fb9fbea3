import type { Page } from '@playwright/test'
import type { Stub } from '../stub-api.ts'

/** One view in one state. */
export interface Scene {
  readonly name: string
  /** @default the production build, with the API stubbed */
  readonly build?: 'production' | 'demo'
  /** @default two lists */
  readonly config?: object | string
  /** What the API answers, by a part of the address, or by `METHOD path`. */
  readonly api?: Readonly<Record<string, Stub>>
  /** Leads there. The page is open at `/`. */
  readonly lead: (page: Page) => Promise<void>
}

/** Scenes of one view. */
export interface SceneGroup {
  readonly title: string
  readonly scenes: readonly Scene[]
}

/** An app with two lists, one of which can be added to. */
export const config = {
  apiBaseUrl: '/api',
  auth: {
    profile: 'simplejwt',
    endpoints: { obtain: '/token/', refresh: '/refresh/', user: '/user/' },
  },
  lists: [
    {
      title: 'Posts',
      path: 'posts',
      url: '/posts/',
      create: {
        title: 'New post',
        fields: [
          { name: 'title', label: 'Title' },
          { name: 'body', label: 'Text', multiline: true, required: false },
        ],
      },
    },
    { title: 'Subscribers', path: 'subscribers', url: '/subscribers/' },
  ],
}

/** The same, with a login that may want a one-time code. */
export const configWithCode = {
  ...config,
  auth: {
    ...config.auth,
    oneTimeCode: { wanted: { statuses: [400], keys: ['otp_token'] }, field: 'otp_token' },
  },
}
