import { describeJourney } from '../journey.ts'
import { backendNamed } from '../servers/backends.mjs'

describeJourney(backendNamed('authx'))
