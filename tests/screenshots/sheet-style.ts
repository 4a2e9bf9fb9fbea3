import { sizes, themes } from './looks.ts'

/** Unticked boxes hide what they stand for. */
const hiding = [...Object.keys(themes), ...Object.keys(sizes)]
  .map((name) => `body:has(#show-${name}:not(:checked)) .look-${name}`)
  .join(',\n')

/** Every picture at three tenths of its size, cut where its window ends; the whole of it is behind the link. */
const thumbnails = Object.entries(sizes)
  .map(([name, { width, height }]) => {
    const shown = Math.max(height, 640)
    return `.look-${name} img { width: ${width * 0.3}px; max-height: ${shown * 0.3}px }`
  })
  .join('\n')

export const sheetStyle = `
body { margin: 2rem; background: #e9edee; color: #172024; font: 0.875rem/1.4 system-ui, sans-serif }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem }
h2 { margin: 2rem 0 0.75rem; font-size: 1.2rem }
h3 { margin: 0 0 0.25rem; font-size: 0.875rem; font-weight: 500 }
form { display: flex; flex-wrap: wrap; gap: 0 1.5rem }
section { display: grid; grid-template-columns: repeat(auto-fill, 46.5rem); gap: 1rem 1.5rem }
section h2 { grid-column: 1 / -1; margin-block-end: 0 }
article div { display: flex; align-items: start; gap: 0.5rem }
img { display: block; box-sizing: border-box; border: 1px solid #b4bfc3; object-fit: cover; object-position: top }
${thumbnails}
${hiding} { display: none }
`
