import { addLanguage, buttonClass, languageNames, languages, Mark, SelectField } from '@rialto/ui'
import { countryOptions, currencyName } from '../market/countries.ts'
import { currencies, themes } from '../preferences.ts'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

const answers = ['delivery', 'returns', 'sellers', 'privacy'] as const
const footerLink = 'inline-flex min-h-11 items-center underline-offset-4 hover:underline md:min-h-9'

/** Answers to what people ask before they trust a shop, and how they want to see it. */
export function SiteFooter() {
  const say = useSay()
  return (
    <footer className="later mt-24 border-t border-stone bg-stone/50 [contain-intrinsic-block-size:auto_67rem] md:[contain-intrinsic-block-size:auto_33rem]">
      <div className="mx-auto max-w-7xl px-4 py-12 md:px-8">
        <h2 className="sr-only">{say('shop.footer.title')}</h2>
        <div className="grid gap-8 md:grid-cols-2 lg:grid-cols-4">
          {answers.map((answer) => (
            <section key={answer}>
              <h3 className="display text-lg">{say(`shop.footer.${answer}.title`)}</h3>
              <p className="mt-2 text-sm text-ink-2">{say(`shop.footer.${answer}.text`)}</p>
            </section>
          ))}
        </div>
        <Preferences />
        <div className="mt-10 flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-t border-border/40 pt-6 text-sm">
          <p className="flex items-center gap-2">
            <Mark className="h-5 w-7" />
            {say('shop.footer.claim')}
          </p>
          <nav aria-label={say('shop.footer.links')}>
            <ul className="flex flex-wrap gap-x-6">
              <li>
                <ShopLink to="/vendors" className={footerLink}>
                  {say('shop.footer.stalls')}
                </ShopLink>
              </li>
              <li>
                <ShopLink to="/orders/track" className={footerLink}>
                  {say('shop.footer.track')}
                </ShopLink>
              </li>
              <li>
                <ShopLink to="/privacy" className={footerLink}>
                  {say('shop.footer.privacyPage')}
                </ShopLink>
              </li>
              <li>
                <a href="/dashboard/" className={footerLink}>
                  {say('shop.footer.dashboard')}
                </a>
              </li>
            </ul>
          </nav>
        </div>
      </div>
    </footer>
  )
}

function Preferences() {
  const say = useSay()
  const { language, currency, country, theme, here } = useRoot()
  return (
    <form
      id="preferences"
      method="post"
      action={addLanguage(language, '/preferences')}
      aria-labelledby="preferences-title"
      className="mt-10 scroll-mt-8 border-t border-border/40 pt-8"
    >
      <h3 id="preferences-title" className="display text-lg">
        {say('shop.preferences.title')}
      </h3>
      <input type="hidden" name="here" value={here} />
      <div className="mt-4 grid grid-cols-2 items-end gap-4 lg:grid-cols-5">
        <SelectField
          name="language"
          label={say('shop.preferences.language')}
          defaultValue={language}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
        <SelectField
          name="country"
          label={say('shop.preferences.country')}
          defaultValue={country}
          options={countryOptions(language)}
        />
        <SelectField
          name="currency"
          label={say('shop.preferences.currency')}
          defaultValue={currency}
          options={currencies.map((value) => ({ value, label: currencyName(value, language) }))}
        />
        <SelectField
          name="theme"
          label={say('shop.preferences.theme')}
          defaultValue={theme}
          options={themes.map((value) => ({ value, label: say(`shop.theme.${value}`) }))}
        />
        <button type="submit" className={buttonClass('quiet', 'col-span-2 lg:col-span-1')}>
          {say('shop.preferences.save')}
        </button>
      </div>
    </form>
  )
}
