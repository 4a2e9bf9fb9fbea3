import { describeJourney } from './journey.ts'
import { legacyFacts } from './seed-facts.ts'

describeJourney(legacyFacts('000-original', { row: 'Post 1' }))
