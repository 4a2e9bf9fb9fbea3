import { describeJourney } from './journey.ts'
import { legacyFacts } from './seed-facts.ts'

describeJourney(legacyFacts('004', { row: 'Abu Ashraf Masnun', refusedRefreshStatus: null }))
