import { AppError } from '../errors.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { defaultVoi } from '../imaging/default-voi.ts';
import { equivalentWindow } from '../imaging/equivalent-window.ts';
import { pixelShape, squareSize } from '../imaging/frame-size.ts';
import { lowIsBright } from '../imaging/polarity.ts';
import { measure } from '../measure/measure.ts';
import { labelLines } from '../measure/measurement-texts.ts';
import { rulerOf } from '../measure/ruler.ts';
import { toFilm } from '../viewer/film-orientation.ts';
import { withCharacterSet, type AttributeTree } from './attribute-tree.ts';
import { compositeModules, localDateTime, objectKinds, referenceTo, type Making } from './composite.ts';
import { decimalString } from './content-item.ts';
import { graphicAnnotation, graphicLayer, hasGraphics } from './graphic-annotations.ts';
import type { SourceFrame } from './source-identity.ts';
import type { ViewState } from './view-state.ts';

/**
 * A Grayscale Softcopy Presentation State (PS3.3 A.33.1) of a film as it was read: window, polarity, turn and flip,
 * what was in sight, what was drawn with its numbers, and the calibration. What the model made of it is not in it.
 *
 * A film turned askew is kept at the nearest quarter turn and whole, for the object knows no other.
 *
 * @throws AppError `missing-attribute` or `invalid-attribute` where the film has no UIDs, and
 *   `unsupported-pixel-format` for colour and for a Modality LUT, which it would have to hold.
 */
export function presentationState(
  source: SourceFrame,
  frame: DecodedFrame,
  view: ViewState,
  making: Making,
): AttributeTree {
  const { pixels } = frame.description;
  if (pixels.samplesPerPixel === 3 || pixels.palette !== null || pixels.modalityLut !== null)
    throw new AppError(
      'unsupported-pixel-format',
      'A presentation state is for grey films without a Modality LUT.',
    );
  const { date, time } = localDateTime(making.at);
  const drawn = annotations(source, frame, view);
  return withCharacterSet({
    ...compositeModules(source.identity, objectKinds.presentationState, making),
    Laterality: source.identity.Laterality || source.identity.ImageLaterality,
    ContentLabel: 'AS_READ',
    ContentDescription: isSquareTurn(view)
      ? 'Display as read'
      : 'Display as read, at the nearest quarter turn',
    ContentCreatorName: '',
    PresentationCreationDate: date,
    PresentationCreationTime: time,
    ReferencedSeriesSequence: [
      {
        ReferencedImageSequence: [referenceTo(source)],
        SeriesInstanceUID: source.identity.SeriesInstanceUID,
      },
    ],
    DisplayedAreaSelectionSequence: [displayedArea(source, frame, view)],
    ...spatialTransformation(view),
    RescaleIntercept: decimalString(pixels.rescaleIntercept),
    RescaleSlope: decimalString(pixels.rescaleSlope),
    RescaleType: pixels.rescaleType ?? 'US',
    SoftcopyVOILUTSequence: [softcopyWindow(frame, view)],
    PresentationLUTShape: lowIsBright(pixels) === view.inverted ? 'IDENTITY' : 'INVERSE',
    ...(drawn.length > 0
      ? {
          GraphicAnnotationSequence: drawn,
          GraphicLayerSequence: [{ GraphicLayer: graphicLayer, GraphicLayerOrder: '1' }],
        }
      : {}),
  });
}

/** A VOI LUT of the file is kept as the window that comes nearest to it. */
function softcopyWindow(frame: DecodedFrame, { window }: ViewState): AttributeTree {
  const voi = window ?? windowOfTable(frame);
  return {
    WindowCenter: decimalString(voi.center),
    WindowWidth: decimalString(voi.width),
    VOILUTFunction: voi.function,
  };
}

function windowOfTable(frame: DecodedFrame) {
  const own = defaultVoi(frame);
  const table = frame.description.pixels.voiLuts[own.kind === 'table' ? own.index : 0];
  if (own.kind === 'window' || table === undefined)
    throw new AppError('unsupported-pixel-format', 'The film has neither a window nor a VOI LUT.');
  return equivalentWindow(table).window;
}

function isSquareTurn({ orientation }: ViewState): boolean {
  return orientation.rotation % 90 === 0;
}

/** Rotation comes before the flip here (PS3.3 C.10.6), and after it in the window: the turn changes its sense. */
function spatialTransformation({ orientation: { mirrored, rotation } }: ViewState): AttributeTree {
  const quarters = Math.round(rotation / 90) % 4;
  return {
    ImageRotation: 90 * (mirrored ? (4 - quarters) % 4 : quarters),
    ImageHorizontalFlip: mirrored ? 'Y' : 'N',
  };
}

/** Corners are pixels counted from 1, as they lie on the screen after turn and flip (PS3.3 C.10.4). */
function displayedArea(source: SourceFrame, frame: DecodedFrame, view: ViewState): AttributeTree {
  const { pixels } = frame.description;
  const { width, height } = pixelShape(pixels);
  const { upperLeft, lowerRight } = isSquareTurn(view) ? view.inSight : wholeFilm(frame, view);
  const [left, right] = pixelSpan(upperLeft.x / width, lowerRight.x / width, pixels.columns);
  const [top, bottom] = pixelSpan(upperLeft.y / height, lowerRight.y / height, pixels.rows);
  const { unit, steps } = rulerOf(pixels, source.identity.Modality, view.calibration);
  return {
    DisplayedAreaTopLeftHandCorner: [left, top],
    DisplayedAreaBottomRightHandCorner: [right, bottom],
    PresentationSizeMode: 'SCALE TO FIT',
    ...(unit === 'mm'
      ? { PresentationPixelSpacing: [decimalString(steps.down), decimalString(steps.across)] }
      : { PresentationPixelAspectRatio: aspectRatio(height / width) }),
  };
}

function wholeFilm({ description }: DecodedFrame, { orientation }: ViewState): ViewState['inSight'] {
  const { width, height } = squareSize(description.pixels);
  const upright = { ...orientation, rotation: 90 * (Math.round(orientation.rotation / 90) % 4) };
  const towards = toFilm(upright, { x: -1, y: -1 });
  const [x, y] = [towards.x < 0 ? 0 : width, towards.y < 0 ? 0 : height];
  return { upperLeft: { x, y }, lowerRight: { x: width - x, y: height - y } };
}

/** The first and the last pixel that a span touches, in its own direction. */
function pixelSpan(from: number, to: number, most: number): readonly [number, number] {
  const low = Math.min(most, Math.max(1, Math.floor(Math.min(from, to)) + 1));
  const high = Math.max(low, Math.min(most, Math.ceil(Math.max(from, to))));
  return from <= to ? [low, high] : [high, low];
}

/** Two whole numbers, vertical size first (PS3.3 C.7.6.3.1.7). */
function aspectRatio(ratio: number): readonly [string, string] {
  return ratio === 1 ? ['1', '1'] : [String(Math.round(ratio * 10_000)), '10000'];
}

function annotations(source: SourceFrame, frame: DecodedFrame, view: ViewState): readonly AttributeTree[] {
  const ruler = rulerOf(frame.description.pixels, source.identity.Modality, view.calibration);
  return view.annotations.flatMap((annotation) => {
    const lines = labelLines(annotation, measure(annotation, ruler, frame));
    return hasGraphics(annotation, lines) ? [graphicAnnotation(annotation, lines)] : [];
  });
}
