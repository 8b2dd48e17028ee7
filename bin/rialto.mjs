#!/usr/bin/env node
import { checkNode, isInstalled, runTypeScript, stop } from './install.mjs'

checkNode()
if (!isInstalled()) stop('the packages are missing or old; run npm ci first.')
runTypeScript('tools/cli/src/main.ts', process.argv.slice(2))
