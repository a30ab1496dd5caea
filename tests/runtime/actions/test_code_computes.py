"""code.run: data in, data out, the same every time; what goes wrong is said at its line; it is tried as it runs."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs.drain import drain_all
from axin.runtime.runs.errors import StepError
from axin.runtime.sandbox import code
from axin.runtime.triggers import trial
from tests.runtime.stories import action, do, firm, records, runs, scenario

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PRICE = """
const { price, share } = input;
const [whole, part = ""] = price.amount.split(".");
const cents = BigInt(whole + part.padEnd(2, "0")) * BigInt(Math.round(share * 100)) / 100n;
const text = cents.toString().padStart(3, "0");
return { amount: `${text.slice(0, -2)}.${text.slice(-2)}`, currency: price.currency };
"""


async def output(source, given=None, **more):
    return (await code.compute(1, source, given, NOON, **more)).output


async def refused(source, given=None, **more):
    with pytest.raises(StepError) as caught:
        await code.compute(1, source, given, NOON, **more)
    return caught.value.kind, caught.value.message


@pytest.mark.parametrize(
    ("source", "given", "gives"),
    [
        ("input.a + 1", {"a": 2}, 3),
        ("const twice = input.map((x) => x * 2); twice", [1, 2], [2, 4]),
        ("return input.name.toUpperCase()", {"name": "Leyla"}, "LEYLA"),
        ("{ sum: input.a + input.b }", {"a": 1, "b": 2}, {"sum": 3}),
        ("[1, 2].map(function (x) { return x + 1 })", None, [2, 3]),
        ("", None, None),
        ("undefined", None, None),
        ("0 / 0", None, None),
        ('"ə \\ud800 ü"', None, "ə \ufffd ü"),
        ("0.1 * 3", None, Decimal("0.30000000000000004")),
        ("if (input) { 'yes' } else { 'no' }", 0, "no"),
    ],
)
async def test_the_last_value_or_what_it_returns_is_the_output(source, given, gives):
    assert await output(source, given) == gives


async def test_its_clock_stands_and_its_chance_repeats():
    source = "[Date.now(), new Date().toISOString(), Math.random(), Math.random(), performance.now()]"
    first = await output(source)
    assert first == await output(source)
    assert first[1] == "2026-03-02T12:00:00.000Z"


async def test_nothing_is_left_from_one_program_to_the_next():
    await output("globalThis.left = 1; Array.prototype.map = null; 1")
    assert await output("[typeof left, typeof [].map]") == ["undefined", "function"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("\n\n  input.client.name", "TypeError: cannot read property 'name' of undefined (line 3, column 3)"),
        ("x.y", "ReferenceError: x is not defined (line 1, column 1)"),
        ('throw new Error("No price")', "Error: No price (line 1, column 10)"),
        ("throw 5", "5"),
        ("async function f() { return 1 } f()", "TypeError: The code gives a promise; it must give a value. (line 1, column 1)"),
    ],
)
async def test_an_error_names_its_line(source, says):
    kind, message = await refused(source, {})
    assert kind == "code_error"
    assert message.removesuffix(" (line 1, column 1)") == f"The code failed: {says}".removesuffix(" (line 1, column 1)")


async def test_what_does_not_parse_is_told_at_its_line():
    kind, message = await refused("const a = 1;\nconst b = ;")
    assert kind == "code_error"
    assert "SyntaxError" in message
    assert "line 2" in message


async def test_the_output_is_held_to_its_schema():
    schema = {"type": "object", "required": ["total"], "properties": {"total": {"type": "number", "minimum": 0}}}
    assert await output("({ total: 5 })", schema=schema) == {"total": 5}
    assert await refused("({ total: -5 })", schema=schema) == (
        "bad_output", "What the code gives is not what was agreed, at `/total`.",
    )  # fmt: skip
    assert (await refused("5", schema=schema))[0] == "bad_output"


async def test_what_it_writes_to_its_console_is_kept():
    found = await code.compute(1, "console.log('price', { a: 1 }); 5", None, NOON)
    assert found.lines == ('price {"a":1}',)


def priced(**more):
    return scenario(
        "price", {"on": "record.created", "entity": "deal"},
        action("share", "code.run", source=PRICE, input={"price": "=record.price", "share": Decimal("0.5")}, **more),
        action("note", "record.create", entity="request", values={"name": "Half is {{ steps.share.output.amount }}"}),
        run_as="role:owner",
    )  # fmt: skip


async def test_a_step_computes_and_the_next_one_reads_it(make_workspace):
    world = await make_workspace(firm(priced()))
    await do(world, world.owner, "create", "deal", {"name": "Flat", "price": Decimal("100.10")})
    await drain_all()
    (run,) = await runs(world)
    assert run["status"] == "done", run["error"]
    assert [request.values["name"] for request in await records(world, "request")] == ["Half is 50.05"]


async def test_a_trial_performs_it(make_workspace):
    world = await make_workspace(firm(priced()))
    deal = await do(world, world.owner, "create", "deal", {"name": "Flat", "price": Decimal(80)})
    async with tenant_transaction(world.tenant_no):
        found = await trial.dry_run(world.plan, world.owner, world.plan.scenarios["price"], deal.id, None)
    assert found["steps"][0]["output"]["output"] == {"amount": "40.00", "currency": "AZN"}
    assert found["steps"][0]["effects"] == []
    assert found["steps"][1]["effects"][0]["values"] == {"name": "Half is 40.00"}


async def test_code_that_fails_fails_its_run_at_once(make_workspace):
    world = await make_workspace(
        firm(scenario(
            "broken", {"on": "record.created", "entity": "contact"}, action("compute", "code.run", source="input.client.name"),
            run_as="role:owner", on_error={"retry": {"times": 5}},
        ))
    )  # fmt: skip
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()
    (run,) = await runs(world)
    assert run["status"] == "failed"
    assert run["code"] == "code_error"


async def test_all_code_of_a_run_shares_one_budget(make_workspace, monkeypatch):
    monkeypatch.setattr("axin.runtime.actions.code.FUEL_OF_RUN", 8_000_000)
    loop = {"key": "each", "for_each": "=steps.list.output", "do": [action("one", "code.run", source="1")]}
    world = await make_workspace(
        firm(scenario(
            "many", {"on": "record.created", "entity": "contact"}, action("list", "code.run", source="[1, 2, 3, 4]"), loop,
            run_as="role:owner",
        ))
    )  # fmt: skip
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()
    (run,) = await runs(world)
    assert (run["status"], run["code"]) == ("failed", "budget")
