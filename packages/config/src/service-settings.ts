import { matches } from './checks.ts'
import { serviceNames } from './service-names.ts'
import type { Setting } from './setting.ts'

/** Which services run in this process, and which extensions there are. */
export const serviceSettings = [
  {
    name: 'SERVICES',
    field: 'services',
    kind: 'list',
    of: (item) =>
      item === 'all' || serviceNames.some((name) => name === item)
        ? null
        : 'names a service that does not exist',
    default: 'all',
    check: matches(/[^,\s]/, 'names no service'),
    expects: `all, or some of ${serviceNames.join(', ')}`,
    description: 'Services that run in this process, with commas between.',
  },
  {
    name: 'EXTENSIONS',
    field: 'extensions',
    kind: 'list',
    of: (item) => (/^[a-z][a-z0-9]{1,23}$/.test(item) ? null : 'names no extension'),
    default: '',
    expects: 'names of folders in EXTENSIONS_DIRECTORY, such as loyalty, with commas between',
    description: 'Extensions that are on; the same list in every process.',
  },
  {
    name: 'EXTENSIONS_DIRECTORY',
    field: 'extensionsDirectory',
    kind: 'string',
    default: 'extensions',
    description: 'Folder with a folder for each extension, and its extension.ts inside.',
  },
] as const satisfies readonly Setting[]
