export type Summary = {
  publicUrl: string
  mailboxUrl: string | null
  simulatorUrl: string | null
  demo: { password: string; accounts: Record<string, string> } | null
  logDirectory: string
}

/** The list at the end of a start: where everything is and what to try first. */
export function summaryText(summary: Summary): string {
  const { publicUrl, mailboxUrl, simulatorUrl, demo } = summary
  const rows: [string, string][] = [
    ['Shop', `${publicUrl}/  (also /de and /ar)`],
    ['Dashboard', `${publicUrl}/dashboard/`],
    ['API', `${publicUrl}/api`],
    ['Reference', `${publicUrl}/docs`],
  ]
  if (mailboxUrl !== null) rows.push(['Mailbox', mailboxUrl])
  if (simulatorUrl !== null) rows.push(['Payments', `${simulatorUrl}  (a simulator: no real money)`])
  if (demo !== null) {
    const accounts = Object.values(demo.accounts)
    rows.push(...accounts.map((account, index): [string, string] => [index === 0 ? 'Accounts' : '', account]))
    rows.push(['Password', demo.password])
  }
  if (simulatorUrl !== null) {
    rows.push(['Test cards', '4242 4242 4242 4242  pays'])
    rows.push(['', '4000 0027 6000 3184  asks for 3-D Secure'])
    rows.push(['', '4000 0000 0000 0002  is declined'])
  }
  rows.push(['Logs', summary.logDirectory])
  rows.push(['Try', `curl '${publicUrl}/api/products/search?query=coffee&limit=3'`])
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}${value}`)
  return `\n${lines.join('\n')}\n\nCtrl-C stops everything and keeps the data. npm run reset deletes them.\n`
}
