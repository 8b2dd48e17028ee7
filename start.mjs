import { checkNode, install } from './bin/install.mjs'
import { runTypeScript } from './bin/launch.mjs'

checkNode()
install()
// The channel tells the supervisor when this process is gone, so that nothing runs on unseen.
runTypeScript('server/src/supervisor/main.ts', process.argv.slice(2), { withChannel: true })
