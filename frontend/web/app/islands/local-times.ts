// The server names times in UTC, for it knows no clock of the visitor's; here they are of the visitor's own place.
const language = document.documentElement.lang
const locale = language === 'ar' ? 'ar-u-nu-latn' : language
const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-local]'))
  time.textContent = (time.dataset['local'] ?? '%').replace('%', format.format(new Date(time.dateTime)))

export {}
