"""Signing in."""


def test_smoke(company):
    answer = company.sign_in(company.admin)
    print(answer)
    print(company.resolve(answer["token"]))
    print(company.hire("sales.*:own"))
