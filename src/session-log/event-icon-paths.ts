/** The icons of the timeline, on the grid of the app's others. Each has a shape of its own. */
export const eventIconPaths = {
  key: 'M8 15.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm4-4h9.5m-3 0v3.5m-3-3.5v2.5',
  end: 'M5 5h14v14H5z',
  ask: 'M12 19V6m-5.5 5.5L12 6l5.5 5.5',
  token: 'm5 12.5 4.5 4.5L19 7.5',
  tabs: 'M4 8.5h11.5V20H4zM8.5 8.5V4H20v11.5h-4.5',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 3.5v4.5H15',
  missing: 'M12 4 2.5 20.5h19zM12 10v5m0 2.5v.2',
  refused: 'm6 6 12 12M18 6 6 18',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
} as const

export type EventIconName = keyof typeof eventIconPaths
