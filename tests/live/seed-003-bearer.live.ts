import { describeJourney } from './journey.ts'
import { legacyFacts } from './seed-facts.ts'

describeJourney(legacyFacts('003-bearer', { row: 'Entry 1' }))
