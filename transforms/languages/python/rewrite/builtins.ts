/**
 * Names that Python binds everywhere (CPython 3.13, and those of Python 2): code that reads one may mean the builtin
 * where an import has not run, so an imported name that is spelled so gets an alias.
 */
export const BUILTINS: ReadonlySet<string> = new Set(
	`
	ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
	BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
	ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
	ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
	ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
	KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented
	NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
	PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
	StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
	TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
	UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii basestring bin
	bool breakpoint bytearray bytes callable chr classmethod cmp compile complex copyright credits delattr dict
	dir divmod enumerate eval exec execfile exit filter float format frozenset getattr globals hasattr hash help
	hex id input int isinstance issubclass iter len license list locals long map max memoryview min next object
	oct open ord pow print property quit range raw_input reduce reload repr reversed round set setattr slice
	sorted staticmethod str sum super tuple type unichr unicode vars xrange zip
`
		.trim()
		.split(/\s+/),
);
