"""Tasks: what is to be done, by whom, until when."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, get, patch, post

from axin.builder.compiling.plan import Plan
from axin.runtime.actions import worklist
from axin.runtime.actions.worklist import TaskView
from axin.tenants.actor import Actor
from axin.web.parameters import Limit

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class TaskPage(msgspec.Struct):
    """A page of tasks."""

    items: list[TaskView]
    next: str | None


class NewTask(msgspec.Struct, forbid_unknown_fields=True):
    """A task to open."""

    title: Text
    entity: Text | None = None
    record: UUID | None = None
    responsible: UUID | None = None
    due: datetime | None = None


class TaskChange(msgspec.Struct, forbid_unknown_fields=True):
    """Done, or open again."""

    done: bool


class TasksController(Controller):
    """Tasks."""

    path = "/api/w/{slug:str}/tasks"
    tags = ("tasks",)

    @get("/", operation_id="listTasks")
    async def list_tasks(
        self,
        actor: Actor,
        *,
        done: bool | None = None,
        record: UUID | None = None,
        responsible: UUID | None = None,
        limit: Limit = 50,
        after: str | None = None,
    ) -> TaskPage:
        """List one's tasks, newest first; owners and admins see everybody's."""
        items, following = await worklist.tasks(
            actor, done=done, record=record, responsible=responsible, limit=limit, after=after
        )
        return TaskPage(items, following)

    @post("/", operation_id="createTask")
    async def create(self, plan: Plan, actor: Actor, data: NewTask) -> TaskView:
        """Open a task."""
        return await worklist.create_task(
            plan, actor, data.title, entity=data.entity, record=data.record, responsible=data.responsible, due=data.due
        )

    @patch("/{task_id:uuid}", operation_id="changeTask")
    async def change(self, actor: Actor, task_id: UUID, data: TaskChange) -> TaskView:
        """Close a task, or open it again."""
        return await worklist.mark(actor, task_id, done=data.done)
