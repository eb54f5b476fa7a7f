#!/usr/bin/env node
import old from 'old';
import { kept } from 'kept';

kept();
