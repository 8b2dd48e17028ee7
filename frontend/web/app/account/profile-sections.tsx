import type { getPreferences } from '@rialto/notification-service/contract'
import { Button, CheckField, languageNames, languages, SelectField, TextField } from '@rialto/ui'
import type { getProfile, listSessions } from '@rialto/user-service/contract'
import { currencyName } from '../market/countries.ts'
import { currencies } from '../preferences.ts'
import { useRoot, useSay } from '../texts.ts'
import { Section } from './account-frame.tsx'
import { deviceText } from './device.ts'
import { Day } from './moment.tsx'
import type { Problems } from './typed.ts'

type Profile = NonNullable<(typeof getProfile)['types']>['output']
type MailPreferences = NonNullable<(typeof getPreferences)['types']>['output']
type Session = NonNullable<(typeof listSessions)['types']>['output']['items'][number]

const formClass = 'grid max-w-xl gap-4'

export function Person({
  version,
  email,
  typed,
  problems,
}: {
  version: number
  email: string
  typed: Readonly<Record<string, string>>
  problems: Problems
}) {
  const say = useSay()
  const field = (name: string) => ({ name, defaultValue: typed[name], error: problems[name] })
  return (
    <Section title={say('account.profile.person')}>
      <p className="text-ink-2">
        {say('account.email')}: <bdi className="text-ink">{email}</bdi>
      </p>
      <form method="post" className={formClass}>
        <input type="hidden" name="intent" value="person" />
        <input type="hidden" name="version" value={version} />
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            {...field('firstName')}
            label={say('account.firstName')}
            autoComplete="given-name"
            maxLength={120}
            required
          />
          <TextField
            {...field('lastName')}
            label={say('account.lastName')}
            autoComplete="family-name"
            maxLength={120}
            required
          />
        </div>
        <TextField
          {...field('phone')}
          type="tel"
          dir="ltr"
          label={say('account.phone')}
          hint={say('account.phoneHint')}
          autoComplete="tel"
        />
        <Button className="justify-self-start">{say('account.save')}</Button>
      </form>
    </Section>
  )
}

export function Preferences({
  version,
  preferences,
}: {
  version: number
  preferences: Profile['preferences']
}) {
  const say = useSay()
  const root = useRoot()
  return (
    <Section title={say('account.profile.preferences')}>
      <form method="post" className={formClass}>
        <input type="hidden" name="intent" value="preferences" />
        <input type="hidden" name="version" value={version} />
        <div className="grid gap-4 md:grid-cols-2">
          <SelectField
            name="language"
            label={say('account.profile.language')}
            hint={say('account.profile.languageHint')}
            options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
            defaultValue={preferences.language}
          />
          <SelectField
            name="currency"
            label={say('account.profile.currency')}
            hint={say('account.profile.currencyHint')}
            options={currencies.map((value) => ({ value, label: currencyName(value, root.language) }))}
            defaultValue={preferences.currency ?? root.currency}
          />
        </div>
        <CheckField
          name="marketing"
          label={say('account.profile.marketing')}
          defaultChecked={preferences.marketing}
        />
        <Button look="quiet" className="justify-self-start">
          {say('account.save')}
        </Button>
      </form>
    </Section>
  )
}

/** Where the links at the end of mails lead. What a person must know comes always, and the page says so. */
export function Mails({ version, orderMails }: MailPreferences) {
  const say = useSay()
  return (
    <Section id="mails" title={say('account.profile.mails')}>
      <form method="post" className={formClass}>
        <input type="hidden" name="intent" value="mails" />
        <input type="hidden" name="version" value={version} />
        <p className="max-w-prose text-ink-2">{say('account.profile.mailsText')}</p>
        {(['shipped', 'delivered', 'reviews'] as const).map((name) => (
          <CheckField
            key={name}
            name={name}
            label={say(`account.profile.mails.${name}`)}
            defaultChecked={orderMails[name]}
          />
        ))}
        <Button look="quiet" className="justify-self-start">
          {say('account.save')}
        </Button>
      </form>
    </Section>
  )
}

export function Password() {
  const say = useSay()
  return (
    <Section title={say('account.password')}>
      <form method="post" className="grid justify-items-start gap-3">
        <input type="hidden" name="intent" value="password" />
        <p className="max-w-prose text-ink-2">{say('account.profile.passwordText')}</p>
        <Button look="quiet">{say('account.profile.passwordSubmit')}</Button>
      </form>
    </Section>
  )
}

/** Where somebody is signed in. The API does not say which of them is this browser, so none is called so. */
export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const say = useSay()
  return (
    <Section title={say('account.sessions.title')}>
      <p className="max-w-prose text-ink-2">{say('account.sessions.text')}</p>
      <ul className="divide-y divide-stone border-y border-stone">
        {sessions.map(({ sessionId, device, createdAt, lastUsedAt }) => (
          <li key={sessionId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div>
              <p className="font-semibold">
                <bdi>{deviceText(device, say)}</bdi>
              </p>
              <p className="text-sm text-ink-2">
                {say('account.sessions.since')} <Day at={createdAt} /> · {say('account.sessions.used')}{' '}
                <Day at={lastUsedAt} />
              </p>
            </div>
            <form method="post">
              <input type="hidden" name="intent" value="session" />
              <input type="hidden" name="sessionId" value={sessionId} />
              <Button
                look="quiet"
                aria-label={say('account.sessions.endOf', { device: deviceText(device, say) })}
              >
                {say('account.sessions.end')}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
