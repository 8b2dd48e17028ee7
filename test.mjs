import { checkNode, install, runTypeScript } from './bin/install.mjs'

checkNode()
install()
const wanted = process.argv.slice(2)
runTypeScript('scripts/test.ts', wanted.length > 0 ? wanted : ['all'])
