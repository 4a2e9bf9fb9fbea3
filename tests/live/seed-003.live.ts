import { describeJourney } from './journey.ts'
import { legacyFacts } from './seed-facts.ts'

describeJourney(legacyFacts('003', { row: 'Entry 1' }))
