// Derives src/MessengerMarketing.Core/Customers/Countries/countries.tsv: codes and names of every country, in English
// and in the languages its own people write it in.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const iso = require('i18n-iso-countries')
const english = require('i18n-iso-countries/langs/en.json').countries
const aliases = JSON.parse(readFileSync(new URL('country-aliases.json', import.meta.url)))
const { version } = JSON.parse(readFileSync(new URL('node_modules/i18n-iso-countries/package.json', import.meta.url)))
const target = new URL('../../src/MessengerMarketing.Core/Customers/Countries/countries.tsv', import.meta.url)

// Official or widely written languages beside the one that CLDR holds the likeliest.
const furtherLanguages = {
  AE: ['en'], AF: ['ps'], AX: ['fi'], BA: ['hr', 'sr', 'sr-Latn'], BE: ['fr', 'de'], BI: ['fr'], BO: ['qu'], BY: ['be'],
  CA: ['fr'], CD: ['sw', 'ln'], CF: ['fr'], CH: ['fr', 'it', 'rm'], CN: ['zh-Hant'], CW: ['nl'], CY: ['tr'], DJ: ['ar'],
  DZ: ['fr'], ER: ['ar'], ES: ['ca', 'eu', 'gl'], ET: ['om', 'ti'], FI: ['sv'], FO: ['da'], GB: ['cy', 'gd', 'ga'],
  GL: ['da'], HK: ['zh-Hans'], HT: ['fr'], IE: ['ga'], IL: ['ar'],
  IN: ['bn', 'gu', 'kn', 'ml', 'mr', 'or', 'pa', 'ta', 'te', 'ur'], IQ: ['ku'], IT: ['de'], KM: ['fr'], KZ: ['kk'],
  LK: ['ta'], LU: ['de', 'lb'], MA: ['fr'], MD: ['ru'], ME: ['sr-Latn'], MG: ['fr'], MK: ['sq'], ML: ['fr'], MO: ['pt', 'zh-Hans'],
  MR: ['fr'], MY: ['zh-Hans', 'ta'], NA: ['de'], NE: ['fr'], NG: ['ha', 'ig', 'yo'], NO: ['nn'], NZ: ['mi'], PE: ['qu'],
  PY: ['es'], RS: ['sr-Latn'], RW: ['fr'], SG: ['zh-Hans', 'ms', 'ta'], SN: ['fr'], SO: ['ar'], SX: ['nl'], TD: ['fr'],
  TN: ['fr'], TR: ['ku'], TW: ['zh-Hans'], UA: ['ru'], UZ: ['ru', 'uz-Cyrl'], VU: ['fr'], XK: ['sr', 'sr-Latn'], ZA: ['af', 'st', 'xh', 'zu'],
  KG: ['ru'], TJ: ['ru'], GQ: ['fr'], TG: ['fr'], BQ: ['nl'], AW: ['pap'],
}

// Close to what the module does when it compares names; here it only finds duplicates and clashes.
const fold = (name) => name.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase()
  .split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== 'and' && word !== 'the').join('')

function namesOf(country) {
  const likeliest = new Intl.Locale(`und-${country}`).maximize().toString()
  const names = [english[country], aliases[country] ?? []].flat()
  for (const language of ['en', likeliest, ...(furtherLanguages[country] ?? [])]) {
    if (Intl.DisplayNames.supportedLocalesOf(language).length === 0) continue
    for (const style of ['long', 'short']) {
      const name = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' }).of(country)
      // Short names such as Welsh DU are nothing a list's reader would take for a country.
      if (!/^\w{1,3}$/.test(name ?? '')) names.push(name)
    }
  }

  const seen = new Set()
  return names.filter((name) => name && fold(name) && !seen.has(fold(name)) && seen.add(fold(name)))
}

// User-assigned codes, such as Kosovo's, have no number.
const numeric = Object.fromEntries(Object.entries(iso.getNumericCodes()).filter(([number]) => number < 900).map(([number, alpha2]) => [alpha2, number]))

const owner = new Map()
const rows = Object.entries(iso.getAlpha2Codes()).sort().map(([alpha2, alpha3]) => {
  // Both Congos are listed under the bare name; ISO gives it to the Republic of the Congo.
  const names = namesOf(alpha2).filter((name) => !(alpha2 === 'CD' && name === 'Congo'))
  for (const name of names) {
    const other = owner.get(fold(name))
    if (other) throw new Error(`${name}: both ${other} and ${alpha2}`)
    owner.set(fold(name), alpha2)
  }

  return [alpha2, alpha3, numeric[alpha2] ?? '', names.join('|')].join('\t')
})

const heading = [
  `# Derived by tools/numbering-plans from i18n-iso-countries ${version} (MIT), Unicode CLDR ${process.versions.cldr}`,
  '# (Unicode License v3) and country-aliases.json. Do not edit by hand.',
  '# alpha-2\talpha-3\tnumeric\tnames, separated by |',
]

writeFileSync(target, [...heading, ...rows].join('\n') + '\n')
console.log(`${rows.length} countries`)
