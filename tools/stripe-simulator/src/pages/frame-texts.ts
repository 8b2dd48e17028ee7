/** The words of the card frame: it speaks the language of the page around it. */
const texts = {
  en: {
    title: 'Card',
    number: 'Card number',
    expiry: 'Expires (MM / YY)',
    cvc: 'Security code',
    use: 'Use this card',
    testCards: 'Test money only. Cards to try:',
    numberWrong: 'This card number is not right. Check the figures.',
    expiryWrong: 'Month / year of a valid card, such as 08 / 30.',
    cvcWrong: 'Three figures; four on American Express.',
    unreachable: 'The payment service could not be reached. Nothing was charged. Try again.',
    visa: 'pays',
    authenticationRequired: 'asks the bank first (3-D Secure)',
    chargeDeclined: 'is declined',
  },
  de: {
    title: 'Karte',
    number: 'Kartennummer',
    expiry: 'Gültig bis (MM / JJ)',
    cvc: 'Prüfziffer',
    use: 'Diese Karte benutzen',
    testCards: 'Nur Spielgeld. Karten zum Ausprobieren:',
    numberWrong: 'Diese Kartennummer stimmt nicht. Prüfen Sie die Ziffern.',
    expiryWrong: 'Monat / Jahr einer gültigen Karte, wie 08 / 30.',
    cvcWrong: 'Drei Ziffern, bei American Express vier.',
    unreachable:
      'Der Zahlungsdienst ist nicht erreichbar. Es wurde nichts abgebucht. Versuchen Sie es noch einmal.',
    visa: 'bezahlt',
    authenticationRequired: 'fragt zuerst die Bank (3-D Secure)',
    chargeDeclined: 'wird abgelehnt',
  },
  ar: {
    title: 'البطاقة',
    number: 'رقم البطاقة',
    expiry: 'الانتهاء (شهر / سنة)',
    cvc: 'رمز الأمان',
    use: 'استخدام هذه البطاقة',
    testCards: 'أموال تجريبية فقط. بطاقات للتجربة:',
    numberWrong: 'رقم البطاقة غير صحيح. تحقق من الأرقام.',
    expiryWrong: 'شهر / سنة لبطاقة سارية، مثل \u206608 / 30\u2069.',
    cvcWrong: 'ثلاثة أرقام، أو أربعة في أمريكان إكسبريس.',
    unreachable: 'تعذّر الوصول إلى خدمة الدفع. لم يُخصم أي مبلغ. حاول مرة أخرى.',
    visa: 'تدفع',
    authenticationRequired: 'تسأل المصرف أولًا (\u20663-D Secure\u2069)',
    chargeDeclined: 'تُرفض',
  },
} as const

export type FrameTexts = Readonly<Record<keyof (typeof texts)['en'], string>>
export type FrameLocale = keyof typeof texts

/** The locale that a page asked for, when the frame speaks it. */
export function frameLocale(wanted: string): FrameLocale {
  const language = wanted.split('-')[0] ?? ''
  return language in texts ? (language as FrameLocale) : 'en'
}

export function frameTexts(locale: FrameLocale): FrameTexts {
  return texts[locale]
}
