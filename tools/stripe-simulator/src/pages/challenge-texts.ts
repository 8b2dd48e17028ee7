import type { FrameLocale } from './frame-texts.ts'

/** The words of the bank's page: it speaks the language that the browser asks for. */
const texts = {
  en: {
    title: 'Confirm your payment',
    bank: 'Your bank',
    ask: 'Is it you who pays this?',
    amount: 'Amount',
    card: 'Card',
    succeed: 'Authorise the payment',
    fail: 'Fail: it is not me',
    cancel: 'Cancel and go back to the shop',
    nothing: 'There is nothing to confirm: the payment is',
    back: 'Back to the shop',
    simulated: 'A page of the simulator: it stands in for the customer’s bank. No money moves.',
  },
  de: {
    title: 'Zahlung bestätigen',
    bank: 'Ihre Bank',
    ask: 'Sind Sie es, der das bezahlt?',
    amount: 'Betrag',
    card: 'Karte',
    succeed: 'Zahlung freigeben',
    fail: 'Ablehnen: Das bin ich nicht',
    cancel: 'Abbrechen und zurück zum Shop',
    nothing: 'Es gibt nichts zu bestätigen: Die Zahlung ist',
    back: 'Zurück zum Shop',
    simulated: 'Eine Seite des Simulators: Sie vertritt die Bank. Es fließt kein Geld.',
  },
  ar: {
    title: 'تأكيد الدفع',
    bank: 'مصرفك',
    ask: 'هل أنت من يدفع هذا المبلغ؟',
    amount: 'المبلغ',
    card: 'البطاقة',
    succeed: 'الموافقة على الدفع',
    fail: 'الرفض: لست أنا',
    cancel: 'إلغاء والعودة إلى المتجر',
    nothing: 'لا شيء للتأكيد: حالة الدفع',
    back: 'العودة إلى المتجر',
    simulated: 'صفحة من المحاكي تقوم مقام المصرف. لا تُحوَّل أي أموال.',
  },
} as const

export type ChallengeTexts = Readonly<Record<keyof (typeof texts)['en'], string>>

export function challengeTexts(locale: FrameLocale): ChallengeTexts {
  return texts[locale]
}
