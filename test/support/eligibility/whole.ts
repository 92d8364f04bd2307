/** Whether everything is tried of what the suite tries a part of, on finer grids and for longer: `REMEDIES=whole`. */
export const isWhole = process.env.REMEDIES === 'whole';
