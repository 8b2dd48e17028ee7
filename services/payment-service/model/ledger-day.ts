/** Whether a text in the form of a day is one: 30 February has the form and is none. */
export function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}
