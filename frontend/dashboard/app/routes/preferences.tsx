import { isLanguage, type Language } from '@rialto/ui'
import { getProfile, updateProfile } from '@rialto/user-service/contract'
import type { Visit } from '@rialto/visit'
import type { ActionFunctionArgs } from 'react-router'
import { languageCookie, themeCookie, themes } from '../preferences.ts'
import { fieldOf, leadTo, visitOf } from '../visit.ts'

const cookieDays = 365

export function loader(): Response {
  return leadTo('/')
}

/** Keeps language and theme in the browser; the language also with the account, for the mails. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const language = fieldOf(form, 'language')
  if (isLanguage(language)) {
    visit.setCookie(languageCookie, language, cookieDays)
    await keepLanguage(visit, language)
  }
  const theme = fieldOf(form, 'theme')
  if (themes.some((one) => one === theme)) visit.setCookie(themeCookie, theme, cookieDays)
  const to = fieldOf(form, 'to')
  return leadTo(to.startsWith('/') && !to.startsWith('//') ? to : '/')
}

async function keepLanguage(visit: Visit, language: Language): Promise<void> {
  if ((await visit.session.visitor())?.kind !== 'user') return
  const profile = await visit.api.call(getProfile, {})
  if (!profile.ok || profile.value.preferences.language === language) return
  // Refused when it was changed elsewhere at the same moment: the browser's cookie still has it.
  await visit.api.call(updateProfile, { version: profile.value.version, preferences: { language } })
}
