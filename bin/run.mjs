import { checkNode, isInstalled, stop } from './install.mjs'
import { runTypeScript } from './launch.mjs'

checkNode()
const [file, ...parameters] = process.argv.slice(2)
if (!file) stop('name the TypeScript file to run: node bin/run.mjs <file> [arguments]')
if (!isInstalled()) stop('the packages are missing or old; run npm ci first.')
runTypeScript(file, parameters)
