import { describeJourney } from './journey.ts'
import { legacyFacts } from './seed-facts.ts'

describeJourney(legacyFacts('000', { row: 'Post 1', trials: 30 }))
