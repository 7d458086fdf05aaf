import type { ModelCard } from '../model/model-card.ts';
import { investigationalNotice } from '../model/notice.ts';
import type { ImageResult, InferenceStamp, Prediction } from '../model/result.ts';
import { scopeTexts } from '../viewer/scope-texts.ts';
import { withCharacterSet, type AttributeTree } from './attribute-tree.ts';
import { Concept, OwnConcept, ownCodingScheme, scopeCodes, verdictCodes } from './codes.ts';
import { compositeModules, objectKinds, referenceTo, type Making } from './composite.ts';
import { codedItem, container, imageItem, numberItem, textItem, uidItem } from './content-item.ts';
import { documentModule } from './document.ts';
import { deviceObserver, imageLibrary, imagingMeasurementReport } from './measurement-template.ts';
import type { SourceFrame } from './source-identity.ts';
import { uidOf, uuidOfHash } from './uid.ts';

/** Of a result what a report of it tells; a journal keeps no more. */
export type ReportableResult =
  | Extract<ImageResult, { readonly scope: { readonly status: 'outOfScope' } }>
  | {
      readonly scope: Extract<ImageResult, { readonly prediction: unknown }>['scope'];
      readonly prediction: Prediction;
      readonly stamp: Pick<InferenceStamp, 'provider' | 'model'>;
    };

/** A result with the film it is of. */
export interface JudgedFrame extends SourceFrame {
  readonly result: ReportableResult;
}

/**
 * A Comprehensive SR of TID 1500 (PS3.16): the algorithm by TID 4019, the scope, and the number with what the model
 * card lets be said of it; never a finding and never a place on the film.
 *
 * @throws AppError `missing-attribute` or `invalid-attribute` where the film has no UIDs.
 */
export function resultReport(judged: JudgedFrame, card: ModelCard, making: Making): AttributeTree {
  const modules = compositeModules(judged.identity, objectKinds.structuredReport, making);
  return withCharacterSet({
    ...modules,
    CodingSchemeIdentificationSequence: ownCodingScheme,
    ...documentModule([judged], making),
    ...imagingMeasurementReport([
      ...observer(card),
      codedItem('HAS CONCEPT MOD', Concept.procedureReported, Concept.radiographicImaging),
      imageLibrary(judged),
      container('CONTAINS', Concept.imagingMeasurements, [judgement(judged, card, making)]),
    ]),
  });
}

/** The device observer is the model: its UID follows from the network's hash. */
function observer({ name, onnx }: ModelCard): readonly AttributeTree[] {
  return deviceObserver({ uid: uidOf(uuidOfHash(onnx.sha256)), name });
}

/** TID 1501. */
function judgement(judged: JudgedFrame, card: ModelCard, making: Making): AttributeTree {
  const { result } = judged;
  return container(
    'CONTAINS',
    Concept.measurementGroup,
    [
      textItem('HAS OBS CONTEXT', Concept.trackingIdentifier, `${card.name} ${card.version}`),
      uidItem('HAS OBS CONTEXT', Concept.trackingUniqueIdentifier, making.newUid()),
      ...algorithm(card, result),
      imageItem('CONTAINS', referenceTo(judged), Concept.sourceOfMeasurement),
      codedItem('CONTAINS', OwnConcept.scope, scopeCodes[result.scope.status]),
      textItem('CONTAINS', OwnConcept.scopeReason, scopeTexts[result.scope.reason]),
      ...('prediction' in result ? predicted(result.prediction, card) : []),
      textItem('CONTAINS', Concept.comment, investigationalNotice),
    ],
    '1501',
  );
}

function predicted(prediction: Prediction, card: ModelCard): readonly AttributeTree[] {
  const number = (name: (typeof OwnConcept)['probability' | 'rankingScore']) =>
    numberItem('CONTAINS', name, prediction.probability, Concept.noUnits);
  if (prediction.release === 'rankingOnly')
    return [number(OwnConcept.rankingScore), textItem('CONTAINS', Concept.comment, card.release.reason)];
  const { label, operatingPoint } = prediction;
  const point = operatingPoint === 'sensitive' ? OwnConcept.sensitivePoint : OwnConcept.specificPoint;
  return [
    number(OwnConcept.probability),
    codedItem('CONTAINS', OwnConcept.verdict, verdictCodes[label]),
    codedItem('CONTAINS', OwnConcept.operatingPoint, point),
  ];
}

/** TID 4019, with the thresholds, the network's hash and what ran it as parameters. */
function algorithm(card: ModelCard, result: ReportableResult): readonly AttributeTree[] {
  const { sensitive, specific } = card.operatingPoints;
  const parameters = [
    `sha256=${card.onnx.sha256}`,
    `sensitiveThreshold=${sensitive.threshold}`,
    `specificThreshold=${specific.threshold}`,
    `release=${card.release.verdict}`,
    ...('prediction' in result ? [`provider=${result.stamp.provider}`] : []),
  ];
  return [
    textItem('HAS CONCEPT MOD', Concept.algorithmName, card.name),
    textItem('HAS CONCEPT MOD', Concept.algorithmVersion, card.version),
    ...parameters.map((text) => textItem('HAS CONCEPT MOD', Concept.algorithmParameters, text)),
  ];
}
