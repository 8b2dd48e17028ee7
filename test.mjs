import { checkNode, install } from './bin/install.mjs'
import { runTypeScript } from './bin/launch.mjs'

checkNode()
install()
const wanted = process.argv.slice(2)
runTypeScript('scripts/test.ts', wanted.length > 0 ? wanted : ['all'])
