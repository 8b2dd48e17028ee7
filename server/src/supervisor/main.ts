import { fromRoot } from './child.ts'
import { runSupervisor } from './run.ts'

// What npm start runs, after the packages are installed.
await runSupervisor({
  programs: {
    server: fromRoot('server/src/main.ts'),
    simulator: fromRoot('tools/stripe-simulator/src/main.ts'),
    mailCatcher: fromRoot('tools/mail-catcher/src/main.ts'),
    demo: fromRoot('tools/demo/src/load.ts'),
    pages: fromRoot('scripts/build-frontend.ts'),
  },
})
