'use client'

import a from 'a'
