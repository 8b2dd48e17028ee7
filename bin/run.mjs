import { checkNode, isInstalled, runTypeScript, stop } from './install.mjs'

checkNode()
const [file, ...parameters] = process.argv.slice(2)
if (!file) stop('name the TypeScript file to run: node bin/run.mjs <file> [arguments]')
if (!isInstalled()) stop('the packages are missing or old; run npm ci first.')
runTypeScript(file, parameters)
