/**
 * Copyright (c) The Authors. MIT License.
 */
// what is kept
import { kept } from 'kept';
