import { describeJourney } from './journey.ts'
import { simpleJwtFacts } from './seed-facts.ts'

describeJourney(simpleJwtFacts('002-rotating', { row: 'Hello, World!', trials: 30 }))
