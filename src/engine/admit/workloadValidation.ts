import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';

export const validateDaemonSet = (_object: Fields): FieldError[] => [];

export const validateDeployment = (_object: Fields): FieldError[] => [];

export const validateReplicaSet = (_object: Fields): FieldError[] => [];

export const validateStatefulSet = (_object: Fields): FieldError[] => [];

export const validateWorkloadUpdate = (_object: Fields): FieldError[] => [];
