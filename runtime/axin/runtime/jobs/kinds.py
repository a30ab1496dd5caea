"""Every kind of job of the runtime, registered by the import of the module that does it."""

from axin.runtime.backtest import job as _backtest  # noqa: F401
from axin.runtime.exports import job as _exports  # noqa: F401
from axin.runtime.impact import converting as _converting  # noqa: F401
from axin.runtime.imports import job as _imports  # noqa: F401
from axin.runtime.inflight import settling as _in_flight  # noqa: F401
from axin.runtime.records import bulk as _bulk  # noqa: F401
from axin.runtime.records import date_arming as _date_arming  # noqa: F401
from axin.runtime.records import filling as _filling  # noqa: F401
from axin.runtime.records import matching_index as _matching_index  # noqa: F401
from axin.runtime.records import merging as _merging  # noqa: F401
from axin.runtime.records import purging as _purging  # noqa: F401
from axin.runtime.records import revaluing as _revaluing  # noqa: F401
from axin.runtime.records import search_filling as _search_filling  # noqa: F401
from axin.runtime.records import undo as _undo  # noqa: F401
from axin.runtime.records import uniqueness as _uniqueness  # noqa: F401
from axin.runtime.runs import rerunning as _rerunning  # noqa: F401
from axin.runtime.runs import undoing as _run_undoing  # noqa: F401
from axin.runtime.triggers import pressing as _pressing  # noqa: F401
