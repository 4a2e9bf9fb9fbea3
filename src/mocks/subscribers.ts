import { json } from './mock-http'
import type { View } from './view'
import { protectedView } from './view'

/** An entry of `/subscribers/`. */
export interface Subscriber {
  readonly id: number
  readonly name: string
  readonly email: string
  /** ISO 8601 calendar date. */
  readonly since: string
}

const subscribers: readonly Subscriber[] = [
  ['Amara Nwosu', '2024-01-15'],
  ['Bruno Castellani', '2024-02-02'],
  ['Chiara Lindqvist', '2024-02-27'],
  ['Dimitri Papadakis', '2024-03-19'],
  ['Elif Yıldız', '2024-05-06'],
  ['Farid Rahimi', '2024-06-21'],
  ['Greta Halvorsen', '2024-08-30'],
  ['Hiroko Tanabe', '2024-10-11'],
  ['Ivo Marković', '2025-01-09'],
  ['Jadwiga Zielińska', '2025-03-25'],
  ['Kwame Boateng', '2025-06-14'],
  ['Léonie Fabre', '2025-09-01'],
].map(([name = '', since = ''], index) => ({
  id: index + 1,
  name,
  email: `subscriber${index + 1}@example.com`,
  since,
}))

/** `/subscribers/`: one bare array, without pages; forbidden to limited users. */
export const subscribersView: View = protectedView(
  'Subscriber List',
  { GET: () => json(subscribers) },
  (account) => account !== null && !account.isLimited,
)
