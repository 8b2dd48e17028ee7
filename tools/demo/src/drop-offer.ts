import type { Entry } from './types.ts'

/** What the demo's drop sells. It is no part of the catalogue's twenty products for each vendor: it comes once. */
export const dropEntry: Entry = {
  id: 'CN-901',
  vendor: 'calle-nove',
  title: 'Tide cup, first firing',
  text: 'The glaze is ash from last winter’s vine prunings, and no two came out of the kiln alike. Marta threw sixty, kept the ones that ring, and numbered them under the foot. It holds a long espresso and stays warm through a short argument.',
  de: [
    'Gezeitentasse, erster Brand',
    'Die Glasur ist Asche vom Rebschnitt des letzten Winters, und keine zwei kamen gleich aus dem Ofen. Sechzig wurden gedreht, behalten wurden die, die klingen, unter dem Fuß nummeriert.',
  ],
  ar: [
    'فنجان المدّ، الحرق الأول',
    'طلاؤه من رماد تقليم الكروم في الشتاء الماضي، ولم يخرج من الفرن اثنان متشابهان. دُوِّر منه ستون على العجلة، واحتُفظ بما له رنين، ورُقِّم تحت القاعدة.',
  ],
  eur: 4_800,
  grams: 310,
  facts: { material: 'Stoneware', capacity: { value: 110, unit: 'ml' }, pieces: 1, dishwasherSafe: false },
  tags: ['espresso', 'drop'],
  picture: {
    items: [{ shape: 'cup', colour: '#2F5F5C', accent: '#D8C7A3', content: '#3b2417', height: 640 }],
  },
}

export const dropCategory = 'cups-and-glasses'

/** The drop itself, in the words of its page. */
export const dropOffer = {
  slug: 'tide-cup',
  units: 40,
  perPersonMax: 2,
  lastsHours: 24,
  title: {
    en: 'Tide cup, first firing',
    de: 'Gezeitentasse, erster Brand',
    ar: 'فنجان المدّ، الحرق الأول',
  },
  story: {
    en: 'Forty cups from the first kiln that Calle Nove ever lit, each with its number under the foot. When they are gone, the kiln rests until spring.',
    de: 'Vierzig Tassen aus dem ersten Ofen, den Calle Nove je angezündet hat, jede mit ihrer Nummer unter dem Fuß. Sind sie fort, ruht der Ofen bis zum Frühling.',
    ar: 'أربعون فنجانًا من أول فرن أشعله كاليه نوفه، لكل منها رقم تحت قاعدته. وحين تنفد يستريح الفرن حتى الربيع.',
  },
} as const
