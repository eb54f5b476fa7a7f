/**
 * Copyright (c) The Authors. MIT License.
 */
import old from 'old';
// what is kept
import { kept } from 'kept';
