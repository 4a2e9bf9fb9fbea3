import { main } from './runner/main.mjs'

await main(process.argv.slice(2))
