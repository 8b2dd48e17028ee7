#!/usr/bin/env node
import { checkNode, isInstalled, stop } from './install.mjs'
import { runTypeScript } from './launch.mjs'

checkNode()
if (!isInstalled()) stop('the packages are missing or old; run npm ci first.')
runTypeScript('tools/cli/src/main.ts', process.argv.slice(2))
