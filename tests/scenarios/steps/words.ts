import { defineParameterType } from '@cucumber/cucumber'

export type BasketWords = readonly { count: number; vendor: string }[]
export type PricedTitles = readonly { title: string; price: number }[]

/** `1 from "Anna" and 2 from "Bruno"` */
defineParameterType({
  name: 'basket',
  regexp: /\d+ from "[^"]*"(?: and \d+ from "[^"]*")*/,
  transformer: (text: string): BasketWords =>
    [...text.matchAll(/(\d+) from "([^"]*)"/g)].map((match) => ({
      count: Number(match[1]),
      vendor: match[2] ?? '',
    })),
})

/** `"Amber bowl" for 1000 and "Amber vase" for 3000` */
defineParameterType({
  name: 'pricedTitles',
  regexp: /"[^"]*" for \d+(?: and "[^"]*" for \d+)*/,
  transformer: (text: string): PricedTitles =>
    [...text.matchAll(/"([^"]*)" for (\d+)/g)].map((match) => ({
      title: match[1] ?? '',
      price: Number(match[2]),
    })),
})
