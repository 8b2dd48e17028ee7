import { connect } from 'node:net'
import { createInterface } from 'node:readline'

/** Sends mails over one connection and gives the answer to each; a bare client, so that the tests see the wire. */
export async function sendMails(port: number, mails: { to: string[]; raw: string }[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1')
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const answer = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('the mail catcher hung up')
      if (/^\d{3} /.test(value)) return value
    }
  }
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`)
    return answer()
  }
  const answers: string[] = []
  await answer()
  await say('EHLO test')
  for (const { to, raw } of mails) {
    await say('MAIL FROM:<bounce@rialto.example>')
    for (const address of to) await say(`RCPT TO:<${address}>`)
    await say('DATA')
    answers.push(await say(`${raw}.`))
  }
  socket.end('QUIT\r\n')
  return answers
}
