"""Every route of the product, by subject."""

from typing import Final

from litestar.types import ControllerRouterHandler

from axin.web.routes import catalog, description, events, health, hooks, queue, search
from axin.web.routes.approvals import ApprovalsController
from axin.web.routes.auth import AuthController
from axin.web.routes.automation import automation_of_record
from axin.web.routes.billing import BillingController, stripe_event
from axin.web.routes.bulk import BulkController
from axin.web.routes.code import try_code
from axin.web.routes.comments import ActivitiesController, CommentsController
from axin.web.routes.comparing import ComparingController
from axin.web.routes.connections import ConnectionController
from axin.web.routes.duplicates import DuplicatesController
from axin.web.routes.exports import ExportsController
from axin.web.routes.failures import FailuresController
from axin.web.routes.files import FileController
from axin.web.routes.funnels import FunnelController, StageController
from axin.web.routes.hook_samples import HookSampleController
from axin.web.routes.impact import ImpactController
from axin.web.routes.imports import ImportsController
from axin.web.routes.jobs import JobsController
from axin.web.routes.members import InvitationController, MemberController, WorkspaceInvitationController
from axin.web.routes.notifications import NotificationsController
from axin.web.routes.operator import OperatorController
from axin.web.routes.proving import ProvingController
from axin.web.routes.records import RecordController
from axin.web.routes.runs import RunsController
from axin.web.routes.scenarios import ScenariosController
from axin.web.routes.solution import SolutionController
from axin.web.routes.stream import StreamController
from axin.web.routes.tasks import TasksController
from axin.web.routes.teams import TeamsController
from axin.web.routes.timers import TimersController
from axin.web.routes.tokens import TokenController
from axin.web.routes.undoing import TrashController, UndoController
from axin.web.routes.views import ViewsController
from axin.web.routes.work_times import WorkTimesController
from axin.web.routes.workspaces import WorkspaceController

ROUTES: Final[list[ControllerRouterHandler]] = [
    AuthController,
    WorkspaceController,
    MemberController,
    WorkspaceInvitationController,
    InvitationController,
    TeamsController,
    WorkTimesController,
    TokenController,
    ConnectionController,
    SolutionController,
    ComparingController,
    ProvingController,
    ImpactController,
    catalog.catalog,
    catalog.schema,
    description.description,
    RecordController,
    search.search,
    FunnelController,
    StageController,
    FileController,
    ImportsController,
    ExportsController,
    ViewsController,
    CommentsController,
    ActivitiesController,
    ScenariosController,
    HookSampleController,
    try_code,
    automation_of_record,
    RunsController,
    queue.run_queue,
    FailuresController,
    JobsController,
    BulkController,
    DuplicatesController,
    UndoController,
    TrashController,
    TasksController,
    TimersController,
    ApprovalsController,
    NotificationsController,
    StreamController,
    hooks.call_hook,
    events.report_event,
    BillingController,
    stripe_event,
    OperatorController,
    health.live,
    health.ready,
    health.figures,
]
