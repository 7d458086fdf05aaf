/** Under which a dragged row of the study list carries its image's id; no other program knows it. */
export const imageDragType = 'application/x-osteon-image';
