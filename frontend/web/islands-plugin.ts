import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'

const folder = join(import.meta.dirname, 'app', 'islands')
const virtual = 'virtual:islands'
const resolved = `\0${virtual}`

/**
 * Builds every file of `app/islands` as a script of its own and tells the pages its address: pages are not hydrated,
 * they load only the islands that they use.
 */
export function islands(): Plugin {
  const addresses: Record<string, string> = {}
  let isDev = false
  return {
    name: 'rialto-islands',
    sharedDuringBuild: true,
    configResolved: (config) => {
      isDev = config.command === 'serve'
    },
    buildStart() {
      if (isDev || this.environment.name !== 'client') return
      for (const file of readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name))) {
        this.emitFile({ type: 'chunk', id: join(folder, file), name: `island-${basename(file, '.ts')}` })
      }
    },
    generateBundle(_options, bundle) {
      if (this.environment.name !== 'client') return
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && chunk.facadeModuleId?.startsWith(folder))
          addresses[basename(chunk.facadeModuleId, '.ts')] = `/${chunk.fileName}`
      }
    },
    resolveId: (id) => (id === virtual ? resolved : null),
    load(id) {
      if (id !== resolved) return null
      const known = isDev
        ? Object.fromEntries(
            readdirSync(folder).map((file) => [basename(file, '.ts'), `/app/islands/${file}`]),
          )
        : addresses
      return `export const islands = ${JSON.stringify(known)}`
    },
  }
}
