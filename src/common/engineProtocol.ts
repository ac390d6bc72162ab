import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type * as classification from './classificationApi.js';
import type { ErrorDetail } from './clozeError.js';
import type {
  CompleteRequest,
  CompleteResult,
  EngineInit,
  EngineStatus,
  FillMaskRequest,
  FillMaskResult,
  NextTokensRequest,
  NextTokensResult,
  RatePairsRequest,
  RatePairsResult,
  SurprisalRequest,
  SurprisalResult,
  WarmRequest,
  WarmResult,
} from './engineApi.js';
import type { TrainTaggerRequest, TrainTaggerResult } from './taggerApi.js';

/** The engine's contract on the channel. Errors carry an `ErrorDetail` as data. */

//#region To the engine

export const initializeRequest = new RequestType<EngineInit, EngineStatus, ErrorDetail>('initialize');
export const completeRequest = new RequestType<CompleteRequest, CompleteResult, ErrorDetail>('complete');
export const warmRequest = new RequestType<WarmRequest, WarmResult, ErrorDetail>('warm');
export const surprisalRequest = new RequestType<SurprisalRequest, SurprisalResult, ErrorDetail>('surprisal');
export const nextTokensRequest = new RequestType<NextTokensRequest, NextTokensResult, ErrorDetail>('nextTokens');
export const ratePairsRequest = new RequestType<RatePairsRequest, RatePairsResult, ErrorDetail>('ratePairs');
export const fillMaskRequest = new RequestType<FillMaskRequest, FillMaskResult, ErrorDetail>('fillMask');
export const classifyRequest = new RequestType<classification.ClassifyRequest, classification.ClassifyResult, ErrorDetail>('classify');
export const trainClassifierRequest = new RequestType<
  classification.TrainClassifierRequest,
  classification.TrainClassifierResult,
  ErrorDetail
>('trainClassifier');
export const trainTaggerRequest = new RequestType<TrainTaggerRequest, TrainTaggerResult, ErrorDetail>('trainTagger');
export const textFeaturesRequest = new RequestType<classification.FeaturesRequest, classification.FeaturesResult, ErrorDetail>(
  'textFeatures',
);
export const findLabelsRequest = new RequestType<classification.FindLabelsRequest, classification.FindLabelsResult, ErrorDetail>(
  'findLabels',
);
export const answerRequest = new RequestType<classification.AnswerRequest, classification.AnswerResult, ErrorDetail>('answer');
export const readTableRequest = new RequestType<classification.ReadTableRequest, classification.ReadTableResult, ErrorDetail>('readTable');
export const previewTableRequest = new RequestType<classification.PreviewTableRequest, classification.PreviewTableResult, ErrorDetail>(
  'previewTable',
);
export const readLabelFolderRequest = new RequestType<
  classification.ReadLabelFolderRequest,
  classification.ReadLabelFolderResult,
  ErrorDetail
>('readLabelFolder');
export const classifiersRequest = new RequestType0<readonly classification.InstalledClassifier[], ErrorDetail>('classifiers');
export const statusRequest = new RequestType0<EngineStatus, ErrorDetail>('status');
export const unloadRequest = new RequestType0<null, ErrorDetail>('unload');

//#endregion

//#region From the engine

export const statusNotification = new NotificationType<EngineStatus>('status');
export const logNotification = new NotificationType<LogMessage>('log');

//#endregion

export interface LogMessage {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
}
