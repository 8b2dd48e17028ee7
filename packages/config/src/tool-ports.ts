import type { Setting } from './setting.ts'

/** What every port takes. */
export const ports = { kind: 'integer', min: 0, max: 65_535 } as const

/** Ports of what comes along with the server outside production. */
export const toolPorts = [
  {
    name: 'SIMULATOR_PORT',
    field: 'simulatorPort',
    ...ports,
    default: '3010',
    description: 'Port of the Stripe simulator; 0 takes a free one.',
  },
  {
    name: 'MAILBOX_PORT',
    field: 'mailboxPort',
    ...ports,
    default: '3020',
    description: 'Port of the page with the caught mails; 0 takes a free one.',
  },
  {
    name: 'SMTP_PORT',
    field: 'smtpPort',
    ...ports,
    default: '3025',
    description: 'Port on which the mail catcher takes mails; the next free one is taken.',
  },
  {
    name: 'POSTGRES_PORT',
    field: 'postgresPort',
    ...ports,
    default: '3032',
    description: 'Port of the embedded PostgreSQL; the next free one is taken.',
  },
] as const satisfies readonly Setting[]
