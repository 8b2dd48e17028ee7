import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openSmtp } from './adapters/smtp.ts'
import eraseOldMails from './features/erase-old-mails.ts'
import { openMailRows } from './features/gather-mail-rows.ts'
import getPreferences from './features/get-preferences.ts'
import onMailRequested from './features/on-mail-requested.ts'
import { orderMails } from './features/order-mails.ts'
import sendMail from './features/send-mail.ts'
import updatePreferences from './features/update-preferences.ts'
import type { Ports } from './model.ts'

export default service<Ports>({
  name: 'notification-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [getPreferences, updatePreferences],
  consumers: [...orderMails, onMailRequested],
  jobs: [sendMail, eraseOldMails],
  openPorts: async ({ config }) => {
    const mailFrom = String(config['mailFrom'])
    // Without a mail server, mails go to the catcher that runs beside the server.
    const smtpUrl = String(config['smtpUrl'] ?? `smtp://127.0.0.1:${config['smtpPort']}`)
    const mails = openSmtp(smtpUrl, mailFrom)
    const publicUrl = String(config['publicUrl']).replace(/\/+$/, '')
    const shopName = /^"?([^"<]*[^"<\s])"?\s*</.exec(mailFrom)?.[1] ?? 'Rialto'
    return { mails, rows: openMailRows(), publicUrl, shopName, close: () => mails.close() }
  },
})
