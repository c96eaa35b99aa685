import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';

export const validateReplicationController = (_object: Fields): FieldError[] => [];
