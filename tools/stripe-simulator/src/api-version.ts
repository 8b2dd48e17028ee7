/** The API whose wire format the simulator speaks: the one the pinned `stripe` package is made for. */
export const apiVersion = '2026-10-28.endive'
