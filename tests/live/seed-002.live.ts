import { describeJourney } from './journey.ts'
import { simpleJwtFacts } from './seed-facts.ts'

describeJourney(simpleJwtFacts('002', { row: 'Hello, World!' }))
