import { addLanguage, isLanguage, splitLanguage } from '@rialto/ui'
import { type ActionFunctionArgs, redirect } from 'react-router'
import { countryCookie, currencies, currencyCookie, themeCookie, themes } from '../preferences.ts'
import { leadTo, visitOf } from '../visit.ts'

const keptDays = 365

/** Keeps how the visitor wants to see the shop, and leads back to where they were, in the language they chose. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const chosen = (name: string) => String(form.get(name) ?? '')
  const keep = (cookie: string, value: string, isKnown: boolean) => {
    if (isKnown) visit.setCookie(cookie, value, keptDays)
  }
  keep(currencyCookie, chosen('currency'), (currencies as readonly string[]).includes(chosen('currency')))
  keep(countryCookie, chosen('country'), /^[A-Z]{2}$/.test(chosen('country')))
  keep(themeCookie, chosen('theme'), (themes as readonly string[]).includes(chosen('theme')))
  const language = isLanguage(chosen('language')) ? chosen('language') : visit.language
  return redirect(addLanguage(isLanguage(language) ? language : visit.language, placeOf(chosen('here'))), 303)
}

/** A page of this shop and nothing else: what a form says may have been written by somebody else. */
function placeOf(here: string): string {
  if (!/^\/(?![/\\])/.test(here) || !URL.canParse(here, 'http://shop.invalid')) return '/'
  const { host, pathname, search } = new URL(here, 'http://shop.invalid')
  return host === 'shop.invalid' ? splitLanguage(pathname).path + search : '/'
}

/** Nothing to see here: whoever comes by a link is led to the market. */
export function loader(args: ActionFunctionArgs): Response {
  return leadTo(visitOf(args), '/')
}
