/** The passwords that are tried first everywhere. Eight characters and more: shorter ones are refused anyway. */
const common = new Set(
  `12345678 123456789 1234567890 12345678910 0123456789 0987654321 987654321 87654321 11111111 111111111 1111111111
  00000000 000000000 22222222 55555555 66666666 77777777 88888888 99999999 12341234 11223344 1122334455 12121212
  123123123 123321123 147258369 159753456 789456123 741852963 password password1 password12 password123 passw0rd
  p@ssword p@ssw0rd pa55word passwort passwort1 kennwort qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwertz123
  qwertzui qwertzuiop 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 q1w2e3r4t5 zaq12wsx asdfghjk asdfghjkl asdfasdf asdf1234
  zxcvbnm1 abcd1234 abcdefgh abcdefg1 abc12345 abc123456 a1b2c3d4 aa123456 a1234567 a12345678 letmein1 letmein123
  iloveyou iloveyou1 ichliebedich welcome1 welcome123 willkommen admin123 admin1234 administrator administrator1
  changeme changeme1 changeme123 default1 test1234 test12345 testtest testing1 secret123 geheim123 sunshine sunshine1
  princess princess1 football football1 baseball baseball1 basketball superman superman1 batman123 starwars starwars1
  pokemon1 pokemon123 dragon123 monkey123 michael1 jennifer jennifer1 charlie1 trustno1 whatever whatever1 computer
  computer1 internet internet1 samsung1 liverpool chelsea1 arsenal1 hamburg1 schalke04 hallo123 hallo1234 hello123
  hello1234 helloworld google123 facebook facebook1 master123 shadow123 freedom1 blink182 jordan23 lovelove
  loveyou1 mustang1 corvette mercedes ferrari1 midnight spiderman ncc1701d access14 qazwsxedc qazwsx123 1234qwer
  qwer1234 asdfqwer poiuytrewq mnbvcxz1 lkjhgfdsa zxcvbnm123 87654321a 12345678a 123456789a a123456789 password!
  password1! welcome1! qwerty123! p@ssw0rd1 p@ssword1 passw0rd1 summer2024 summer2025 summer2026 winter2024 winter2025
  winter2026 sommer2025 sommer2026 spring2025 spring2026 autumn2025 autumn2026`.split(/\s+/),
)

/** Whether a password is among the first that anybody would try: a common one, one character, or the mail address. */
export function isCommonPassword(password: string, email: string | null): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  if (common.has(text) || new Set(text).size < 3) return true
  if (email === null) return false
  const mailbox = email.split('@')[0] ?? ''
  return text === email || text === mailbox || /^\d{0,4}$/.test(text.replace(mailbox || '\u0000', ''))
}
