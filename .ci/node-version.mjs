import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/**
 * Whether a Node can run the tools of the project, by `engines` of package.json.
 *
 * @param {string} [version] That of this process when left out.
 */
export function isSupported(version = process.versions.node) {
  return isInRange(version, engines.node)
}

/**
 * Whether a version is in a range of the kind that `engines` is: `^20.19.0 || >=24`. Looks at major and minor alone.
 *
 * @param {string} version
 * @param {string} range
 */
export function isInRange(version, range) {
  const [major, minor] = numbersOf(version)
  return range.split('||').some((part) => {
    const [firstMajor, firstMinor] = numbersOf(part)
    if (major === firstMajor) return minor >= firstMinor
    return part.includes('>=') && major > firstMajor
  })
}

/** The supported versions in words: `20.19+ or 24+`. */
export function supportedInWords() {
  const firsts = engines.node.split('||').map((/** @type {string} */ part) => {
    const [major, minor] = numbersOf(part)
    return minor === 0 ? `${major}+` : `${major}.${minor}+`
  })
  return `${firsts.slice(0, -1).join(', ')} or ${firsts.at(-1)}`
}

/**
 * @param {string} text
 * @returns {[number, number]}
 */
function numbersOf(text) {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(text) ?? []
  return [Number(major), Number(minor ?? 0)]
}
