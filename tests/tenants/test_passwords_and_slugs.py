"""Passwords are kept as argon2id hashes; slugs are readable in every alphabet; secrets carry their tenant."""

import pytest

from axin.tenants import passwords, secrets, slugs


async def test_a_password_matches_itself_and_nothing_else():
    stored = await passwords.hash_password("a good password")
    assert stored.startswith("$argon2id$")
    assert await passwords.matches("a good password", stored)
    assert not await passwords.matches("another password", stored)
    assert not await passwords.matches("a good password", None)
    assert not await passwords.matches("nobody has this password", None)
    assert not await passwords.matches("x", "no hash at all")


@pytest.mark.parametrize(("password", "code"), [("", "too_short"), ("1234567", "too_short"), ("x" * 201, "too_long")])
def test_a_new_password_has_a_sane_length(password: str, code: str):
    assert [problem.code for problem in passwords.problems(password)] == [code]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Təmir Ustası №1", "temir-ustasi-no1"),
        ("Ремонт под ключ", "remont-pod-klyuch"),
        ("İŞIQ  &  Şüşə", "isiq-suse"),
        ("Café del Mar!", "cafe-del-mar"),
        ("日本", "workspace"),
        ("---", "workspace"),
        ("x" * 100, "x" * 40),
    ],
)
def test_a_slug_is_plain(title: str, slug: str):
    assert slugs.slug_of(title) == slug


def test_a_secret_names_its_tenant_and_nothing_else_does():
    token = secrets.tenant_secret(4711, secrets.API_TOKEN_PREFIX)
    assert secrets.tenant_of(token, secrets.API_TOKEN_PREFIX) == 4711
    for text in ("", "axn_", "axn_zz_x", "axn_ffffffffff_x", "axn_ffffffff_x", "other_1_x", "axn_1_", "axn_-1_x", "axn_1"):
        assert secrets.tenant_of(text, secrets.API_TOKEN_PREFIX) is None
    assert secrets.fingerprint(token) != secrets.fingerprint(token[:-1])
