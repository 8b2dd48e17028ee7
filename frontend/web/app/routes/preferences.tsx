import { addLanguage, isLanguage } from '@rialto/ui'
import { type ActionFunctionArgs, redirect } from 'react-router'
import { placeOf } from '../market/place-of.ts'
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
  const wanted = chosen('language')
  const language = isLanguage(wanted) ? wanted : visit.language
  return redirect(addLanguage(language, placeOf(chosen('here'))), 303)
}

/** Nothing to see here: whoever comes by a link is led to the market. */
export function loader(args: ActionFunctionArgs): Response {
  return leadTo(visitOf(args), '/')
}
